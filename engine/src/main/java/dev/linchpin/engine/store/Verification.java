package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of both sides reads of the SQL side, each answer from one snapshot, and the stamp that it leaves. Needs no
 * ownership, so that it works beside a running server. Thread-safe.
 */
public interface Verification {
    /**
     * A link with its row as it is now.
     *
     * @param row null when there is none
     * @param contested fields with an open conflict; the empty name stands for the whole record
     * @param refused fields whose value a side refused; the empty name stands for the whole record
     * @param isHeld the guard holds it until a person has decided
     * @param isPending it is marked, or an SQL change or event about it has not been taken in yet
     */
    record Linked(
            Link link,
            @Nullable Row row,
            Set<String> contested,
            Set<String> refused,
            boolean isHeld,
            boolean isPending) {
        public Linked {
            contested = Set.copyOf(contested);
            refused = Set.copyOf(refused);
        }
    }

    /** Why something stands alone on its side. */
    enum Alone {
        /** No reason is known. */
        UNKNOWN,
        /** It is marked, or waits to be. */
        PENDING,
        /** A person is to decide what it belongs to. */
        CONTESTED,
        /** The other side refused it. */
        REFUSED,
        /** Its link ended, and it was left as policy says. */
        ENDED
    }

    /**
     * Rows in key order.
     *
     * @param looked how many rows were looked at
     * @param alone those of them that have no whole link
     * @param next the last key looked at; empty when there are no more
     */
    record RowPage(int looked, Map<RowKey, Alone> alone, Optional<RowKey> next) {}

    /** Links of the type in the order of their numbers, after this one, as far as they have a row and a record. */
    List<Linked> links(ObjectMapping mapping, long after, int limit);

    /** These links as they are now; those that ended meanwhile are absent. */
    List<Linked> links(ObjectMapping mapping, Collection<Long> ids);

    /** At most so many rows after {@code after}; null: from the start. */
    RowPage rows(ObjectMapping mapping, @Nullable RowKey after, int limit);

    /** Those of the records that have no whole link. */
    Map<HubSpotId, Alone> recordsAlone(ObjectType type, Collection<HubSpotId> records);

    /** What has been mapped, and what of it is frozen. */
    List<KnownField> fields(ObjectType type);

    /** The feed's saved position, as {@link Transaction#watermark}. */
    Optional<String> position(String feed);

    /** Stamps links as found equal on both sides at this time. */
    void verified(Collection<Long> links, Instant at);

    /** Where it is kept what was found. */
    Differences differences();
}
