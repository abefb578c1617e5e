package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
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
            @Nullable Instant lastVerifiedAt,
            List<ConflictView> conflicts,
            List<DeadLetterView> deadLetters) {}

    /** {@code editedInSql} is when the row's field was changed last, by the database's clock; null when not known. */
    record ConflictView(
            ObjectType type,
            @Nullable RowKey row,
            @Nullable HubSpotId record,
            Conflict conflict,
            @Nullable Instant editedInSql) {}

    record DeadLetterView(
            ObjectType type, @Nullable RowKey row, @Nullable HubSpotId record, DeadLetter letter) {}

    /**
     * Dead letters of which the same was said.
     *
     * @param field empty when they could not be laid at one field's door
     * @param message the refusing side's own words; the refused value is left out of them where it is not too short to
     *     be told from other words
     */
    record Refusals(
            ObjectType type, String field, Side side, String message, long count, Instant firstAt, Instant lastAt) {
        /** What stands in place of a refused value. */
        public static final String VALUE = "…";

        /** Values of fewer characters may as well be other words, or parts of them. */
        public static final int TELLING = 3;

        /** What was said of one value, as it is summed up. */
        public static String withoutValue(String message, Value refused) {
            var text = refused.text();
            return text.codePointCount(0, text.length()) < TELLING ? message : message.replace(text, VALUE);
        }
    }

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

    record ConflictFilter(Filter about, Conflict.@Nullable Kind kind) {}

    record DeadLetterFilter(Filter about, @Nullable Side refusedBy) {}

    /** From {@code from} on and before {@code to}. */
    record JournalFilter(
            Filter about,
            @Nullable Side side,
            JournalEntry.@Nullable Action action,
            @Nullable Cause cause,
            @Nullable Instant from,
            @Nullable Instant to) {}

    List<TypeStatus> status();

    /** How much of what happened in HubSpot each feed told in time, since a moment, to the hour. */
    List<Announcements.Completeness> feeds(Instant since);

    Optional<RecordStatus> record(ObjectType type, RowKey row);

    Optional<RecordStatus> record(ObjectType type, HubSpotId record);

    Page<ConflictView> conflicts(ConflictFilter filter, @Nullable String after, int limit);

    default Page<ConflictView> conflicts(Filter filter, @Nullable String after, int limit) {
        return conflicts(new ConflictFilter(filter, null), after, limit);
    }

    Optional<ConflictView> conflict(long id);

    Page<DeadLetterView> deadLetters(DeadLetterFilter filter, @Nullable String after, int limit);

    default Page<DeadLetterView> deadLetters(Filter filter, @Nullable String after, int limit) {
        return deadLetters(new DeadLetterFilter(filter, null), after, limit);
    }

    /** All dead letters that nobody has discarded, summed up by what was said of them. */
    List<Refusals> refusals();

    Optional<DeadLetterView> deadLetter(long id);

    /** Fields, and whole types, that one side lost. */
    List<KnownField> frozen();

    /** What the guard holds back. */
    List<Hold> holds();

    /** Newest first. */
    Page<JournalView> journal(JournalFilter filter, @Nullable String after, int limit);

    default Page<JournalView> journal(Filter filter, @Nullable String after, int limit) {
        return journal(new JournalFilter(filter, null, null, null, null, null), after, limit);
    }

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
