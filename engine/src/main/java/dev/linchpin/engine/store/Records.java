package dev.linchpin.engine.store;

import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.engine.store.Inspection.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which records there are, how each stands, and what is known of one. Needs no ownership. Thread-safe. */
public interface Records {
    /**
     * A row, a record, or both.
     *
     * @param differs what the last check found to differ, as far as that is neither mended nor explained since
     */
    record Listed(
            @Nullable RowKey row,
            @Nullable HubSpotId record,
            Standing standing,
            boolean differs,
            @Nullable Instant lastSyncedAt,
            @Nullable Instant lastVerifiedAt) {}

    /** Which records are wanted; of those that {@code differs} only, their standing does not matter. */
    record Wanted(@Nullable Standing standing, boolean differs) {
        public static final Wanted ALL = new Wanted(null, false);
    }

    /**
     * What is known of one record, from one snapshot.
     *
     * @param link of number 0 for a row that is not linked
     * @param row null when there is none
     * @param conflicts open ones
     * @param deadLetters that nobody has discarded
     */
    record Known(Link link, @Nullable Row row, List<Conflict> conflicts, List<DeadLetter> deadLetters) {}

    /** How an association stands. */
    enum EdgeStanding {
        IN_SYNC,
        /** It is to be looked at. */
        PENDING,
        /** It waits for the other end to be linked. */
        PARKED
    }

    /**
     * An association of a record, as it was last agreed on or is waited for.
     *
     * @param name the edge's name in the mapping of the type that it leads from
     * @param kinds more than that the two are associated
     */
    record Association(
            String name,
            List<String> kinds,
            ObjectType type,
            @Nullable RowKey row,
            @Nullable HubSpotId record,
            EdgeStanding standing) {}

    /** All that are linked, or half so; the latest first. */
    Page<Listed> list(ObjectType type, Wanted wanted, @Nullable String after, int limit);

    /**
     * Those whose key or id a text is, and those of whose fields each of its words begins one; rows that are not linked
     * included.
     *
     * @throws SchemaChangedException when the table or a mapped column is not there (any more)
     */
    Page<Listed> search(
            ObjectMapping mapping, List<Field> fields, String text, Wanted wanted, @Nullable String after, int limit);

    /** @throws SchemaChangedException when the table or a mapped column is not there (any more) */
    Optional<Known> known(ObjectMapping mapping, RowKey row);

    /** @throws SchemaChangedException when the table or a mapped column is not there (any more) */
    Optional<Known> known(ObjectMapping mapping, HubSpotId record);

    /**
     * What a link is associated with, those that lead to it included; by the types at the other ends, and of each type at most
     * so many.
     */
    Map<ObjectType, List<Association>> associations(Link link, int limit);
}
