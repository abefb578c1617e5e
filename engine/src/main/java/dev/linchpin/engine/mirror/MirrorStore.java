package dev.linchpin.engine.mirror;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.model.HubSpotId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where mirrors keep their rows, how far they have come, and how their runs went. Each call is a transaction of its own, and
 * leaves things as they were when it throws. Thread-safe.
 *
 * <p>Throws {@link MirrorTableException} when a table cannot serve, and
 * {@link dev.linchpin.engine.store.OwnershipLostException} when this process no longer owns the connection.
 */
public interface MirrorStore {
    /**
     * Makes the table, or adds what it lacks; nothing is ever dropped or changed.
     *
     * @return whether it lacks rows or values now, because it, or a column of it, was just made
     */
    boolean prepare(MirrorTable table);

    /** How far the mirror of this name has come. */
    Position position(String mirror);

    void reached(String mirror, Position position);

    long rows(MirrorTable table);

    /** When the records of these rows had last been modified, as the rows say; rows that are marked as deleted are absent. */
    Map<HubSpotId, Instant> modified(MirrorTable table, Collection<HubSpotId> ids);

    /**
     * Makes rows hold what the records hold. Rows that do already are not touched. A record that the database refuses is
     * remembered as {@linkplain #refused refused}, and the others are kept all the same.
     */
    Kept keep(MirrorTable table, Collection<HubSpotRecord> records);

    /** The records that the database refused when it was last tried. */
    Set<HubSpotId> refused(MirrorTable table);

    /** The first refusal, in a sentence that names the record; null when there is none. */
    @Nullable String refusal(MirrorTable table);

    /** These are no longer refused: there is no such record any more. */
    void forgetRefused(MirrorTable table, Collection<HubSpotId> ids);

    /**
     * The ids of rows in a span of the order in which HubSpot lists, without some.
     *
     * @param after only greater ones; empty for no bound
     * @param upTo none greater; empty for no bound
     * @return the first of them in that order, no more than {@code most}, with when each was marked as deleted; null for those
     *     that are not
     */
    List<Listed> rowsBetween(MirrorTable table, String after, String upTo, Set<HubSpotId> without, int most);

    /** Deletes rows, if they are there; answers how many were. */
    int delete(MirrorTable table, Collection<HubSpotId> ids);

    /** Marks rows as deleted, if they are there and not marked yet; answers how many were marked. */
    int mark(MirrorTable table, Collection<HubSpotId> ids);

    /** A run of the mirror of this name begins. */
    void began(String mirror);

    /**
     * A run came to its end.
     *
     * @param records how many rows were written or taken away
     * @param problem why it failed, for people; null when it succeeded
     */
    void ended(String mirror, Position position, long records, @Nullable String problem);

    /** @param refused records that the database refused */
    record Kept(int written, int refused) {}

    /** A row, and when it was marked as deleted. */
    record Listed(HubSpotId id, @Nullable Instant markedAt) {}
}
