package dev.linchpin.simulator.crm.owners;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person or a queue that records can belong to (HubSpot docs, "Owners"). Immutable.
 *
 * @param id what {@code hubspot_owner_id} holds
 * @param userId the person's user; null for a queue
 * @param createdAt milliseconds
 */
public record Owner(
        long id,
        @Nullable Long userId,
        String email,
        String firstName,
        String lastName,
        List<Team> teams,
        boolean archived,
        long createdAt,
        long updatedAt) {

    /** A team that an owner is in; one of them is the primary one. */
    public record Team(String id, String name, boolean primary) {}

    /** Copies the teams. */
    public Owner {
        teams = List.copyOf(teams);
    }

    /** Whether it is a queue rather than a person. */
    public boolean isQueue() {
        return userId == null;
    }

    /** The same owner, gone or back since that moment. */
    Owner archived(boolean gone, long at) {
        return new Owner(id, userId, email, firstName, lastName, teams, gone, createdAt, at);
    }
}
