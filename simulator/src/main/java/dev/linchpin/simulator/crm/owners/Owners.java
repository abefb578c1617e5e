package dev.linchpin.simulator.crm.owners;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The owners of an account. It begins with five people, one of them gone, and a queue: the same ones in every account.
 * Reads are thread-safe and never block.
 */
public final class Owners {

    private static final long FIRST_ID = 5_001;
    private static final long FIRST_USER = 77;
    private static final long HIRED = Instant.parse("2023-01-02T08:00:00Z").toEpochMilli();
    private static final Owner.Team SALES = new Owner.Team("301", "Sales", true);
    private static final Owner.Team SUPPORT = new Owner.Team("302", "Support", true);

    private final long portalId;
    private volatile Map<Long, Owner> byId = Map.of();

    public Owners(long portalId) {
        this.portalId = portalId;
    }

    /** Back to those that an account begins with. */
    public synchronized void reset() {
        byId = Map.of();
        add("ada.berg", "Ada", "Berg", List.of(SALES));
        add("noah.klein", "Noah", "Klein", List.of(SALES, new Owner.Team("302", "Support", false)));
        add("mia.novak", "Mia", "Novak", List.of(SUPPORT));
        add("liam.osei", "Liam", "Osei", List.of());
        Owner gone = add("zoe.marsh", "Zoe", "Marsh", List.of());
        put(gone.archived(true, HIRED));
        put(new Owner(
                nextId(),
                null,
                "support-queue@account-" + portalId + ".example",
                "Support",
                "Queue",
                List.of(SUPPORT),
                false,
                HIRED,
                HIRED));
    }

    private Owner add(String mailbox, String first, String last, List<Owner.Team> teams) {
        long id = nextId();
        return put(new Owner(
                id,
                id - FIRST_ID + FIRST_USER,
                mailbox + "@account-" + portalId + ".example",
                first,
                last,
                teams,
                false,
                HIRED,
                HIRED));
    }

    /** Adds a person, or a queue. */
    public synchronized Owner add(String email, String first, String last, boolean queue, long at) {
        long id = nextId();
        return put(
                new Owner(id, queue ? null : id - FIRST_ID + FIRST_USER, email, first, last, List.of(), false, at, at));
    }

    /** Lets an owner leave or come back; null if there is no such owner. */
    public synchronized @Nullable Owner archive(long id, boolean gone, long at) {
        Owner owner = byId.get(id);
        return owner == null ? null : put(owner.archived(gone, at));
    }

    /** All owners, by id. */
    public List<Owner> all() {
        return new ArrayList<>(byId.values());
    }

    /** The owner with that id, or null. */
    public @Nullable Owner find(String id) {
        try {
            return byId.get(Long.parseLong(id));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private long nextId() {
        return FIRST_ID + byId.size();
    }

    private Owner put(Owner owner) {
        var owners = new TreeMap<>(byId);
        owners.put(owner.id(), owner);
        byId = Collections.unmodifiableMap(owners);
        return owner;
    }
}
