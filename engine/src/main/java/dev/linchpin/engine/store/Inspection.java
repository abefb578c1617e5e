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
import org.jspecify.annotations.Nullable;

/**
 * What people may look at: everything read only, each answer from one snapshot, lists paged by key. Needs no ownership, so
 * that it works beside a running server. Thread-safe.
 */
public interface Inspection {

    /** How a type stands. {@code oldestMark} is when the longest waiting queue entry was marked; null when none waits. */
    record TypeStatus(
            ObjectType type,
            long links,
            long intents,
            long queued,
            long conflicts,
            long deadLetters,
            long capturedUnread,
            @Nullable Instant oldestMark) {}

    /** Where a record stands: {@code IN_SYNC}, {@code PENDING}, {@code CONFLICT}, {@code FAILED}, {@code PARKED} (an association waits for another record), or
     * not linked yet. */
    enum Standing {
        IN_SYNC,
        PENDING,
        CONFLICT,
        FAILED,
        PARKED,
        UNLINKED
    }

    record RecordStatus(
            ObjectType type,
            @Nullable RowKey row,
            @Nullable HubSpotId record,
            Standing standing,
            @Nullable Instant lastSyncedAt,
            List<ConflictView> conflicts,
            List<DeadLetterView> deadLetters) {}

    record ConflictView(
            ObjectType type, @Nullable RowKey row, @Nullable HubSpotId record, Conflict conflict) {}

    record DeadLetterView(
            ObjectType type, @Nullable RowKey row, @Nullable HubSpotId record, DeadLetter letter) {}

    record JournalView(long id, JournalEntry entry) {}

    record QueueView(
            ObjectType type,
            @Nullable RowKey row,
            @Nullable HubSpotId record,
            Cause cause,
            boolean claimed,
            int failures,
            @Nullable String lastFailure,
            Instant markedAt,
            Instant dueAt) {}

    /**
     * One page of a list.
     *
     * @param next what to pass as {@code after} for the following page; null on the last
     */
    record Page<T>(List<T> items, @Nullable String next) {}

    /** Restricts a list; null means any. */
    record Filter(
            @Nullable ObjectType type,
            @Nullable RowKey row,
            @Nullable HubSpotId record,
            @Nullable String field) {
        public static final Filter NONE = new Filter(null, null, null, null);
    }

    List<TypeStatus> status();

    /** How much of what happened in HubSpot each feed told in time, since a moment, to the hour. */
    List<Announcements.Completeness> feeds(Instant since);

    Optional<RecordStatus> record(ObjectType type, RowKey row);

    Optional<RecordStatus> record(ObjectType type, HubSpotId record);

    Page<ConflictView> conflicts(Filter filter, @Nullable String after, int limit);

    Optional<ConflictView> conflict(long id);

    Page<DeadLetterView> deadLetters(Filter filter, @Nullable String after, int limit);

    Optional<DeadLetterView> deadLetter(long id);

    /** Fields, and whole types, that one side lost. */
    List<KnownField> frozen();

    /** What the guard holds back. */
    List<Hold> holds();

    /** Newest first. */
    Page<JournalView> journal(Filter filter, @Nullable String after, int limit);

    Page<QueueView> queue(Filter filter, @Nullable String after, int limit);

    /**
     * Rows of the mapped table in key order.
     *
     * @param equal field name to raw text; a row must hold all of them (blank matches blank)
     */
    Page<Row> rows(ObjectMapping mapping, Map<String, String> equal, @Nullable String after, int limit);

    /**
     * Rows of the mapped table by key; those that are not there are absent.
     *
     * @throws SchemaChangedException when the table or a mapped column is not there (any more)
     */
    Map<RowKey, Row> rows(ObjectMapping mapping, Collection<RowKey> keys);
}
