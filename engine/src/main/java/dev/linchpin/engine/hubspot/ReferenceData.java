package dev.linchpin.engine.hubspot;

import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What records refer to by an id. Blocks and throws as {@link HubSpot} does; {@link HubSpotException.Forbidden} without the
 * scope, which its message names. Thread-safe.
 */
public interface ReferenceData {
    /** The pipelines of a type with their stages; empty for types that have none. */
    List<Pipeline> pipelines(ObjectType type, Lane lane);

    /**
     * One page of the account's owners, in ascending order of id.
     *
     * @param archived those who have left, instead of those who are there
     * @param after {@code next} of the page before; empty for the first page
     */
    Page<Owner> owners(boolean archived, String after, Lane lane);

    /** One page of the account's lists (segments), in ascending order of id. */
    Page<RecordList> lists(String after, Lane lane);

    /** One page of who is in a list, in ascending order of the records' ids. */
    Page<Member> members(String list, String after, Lane lane);

    /** @param next where the next page begins; null on the last one */
    record Page<T>(List<T> items, @Nullable String next) {}

    /**
     * @param createdAt null when HubSpot does not say
     * @param updatedAt null when HubSpot does not say
     */
    record Pipeline(
            String id,
            String label,
            int order,
            List<Stage> stages,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {}

    /**
     * @param closed whether records in it are done with: won, lost, or solved
     * @param probability of winning, from 0 to 1; empty where the type has none
     * @param metadata all that HubSpot says of it besides, as one JSON object
     * @param createdAt null when HubSpot does not say
     * @param updatedAt null when HubSpot does not say
     */
    record Stage(
            String id,
            String label,
            int order,
            boolean closed,
            String probability,
            String metadata,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {}

    /**
     * @param id what properties that hold an owner hold
     * @param userId the HubSpot user; empty when there is none any more
     * @param kind {@code PERSON} or {@code QUEUE}
     */
    record Owner(String id, String userId, String email, String firstName, String lastName, String kind) {}

    /**
     * @param type what its members are; a custom type goes by its id
     * @param processing {@code MANUAL}, {@code DYNAMIC} or {@code SNAPSHOT}
     */
    record RecordList(String id, String name, String type, String processing) {}

    /** @param addedAt null when HubSpot does not say */
    record Member(String record, @Nullable Instant addedAt) {}
}
