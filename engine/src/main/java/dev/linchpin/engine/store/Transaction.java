package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.RowKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be done within one transaction of a {@link Store}. Everything takes and gives many at once, because the engine
 * works in batches. Not thread-safe; of no use once the transaction has ended.
 */
public interface Transaction {

    // --- queue ---------------------------------------------------------------------------------------------------

    /**
     * Adds to the sync queue, beginning a half link where there is none. Marks of unknown link ids are ignored. Changes in SQL
     * that are marked by the hundreds at once are less urgent than others.
     */
    void mark(Collection<? extends Mark> marks);

    /** As {@link #mark(Collection)}, but what is not marked yet is not worked on before then. */
    void mark(Collection<? extends Mark> marks, Instant notBefore);

    /**
     * Marks up to {@code limit} rows, in key order after {@code after} (null: from the start), that have no link and no
     * tombstone saying that their record is gone; answers the last key looked at, empty when there are no more.
     */
    Optional<RowKey> markUnlinkedRows(ObjectMapping mapping, @Nullable RowKey after, int limit);

    /** Marks every link of the type. */
    void markAll(ObjectType type, Cause cause);

    /**
     * Claims up to {@code limit} entries of the type that are due and unclaimed, most urgent and oldest first.
     */
    List<Claim> claim(ObjectType type, int limit, Instant now);

    /** Claims the entries of these very links as far as they are unclaimed, due or not. */
    List<Claim> claim(Collection<Long> linkIds);

    /** What this process has claimed of these links, with everything as it is by now. */
    List<Claim> claimed(Collection<Long> linkIds);

    void finish(Collection<? extends Disposition> dispositions);

    /**
     * Whether no mark came in since the link was claimed; none will before this transaction ends. To be asked before a claimed
     * link is removed or ended, because its marks go with it.
     */
    boolean isUnmarked(Claim claim);

    // --- rows ----------------------------------------------------------------------------------------------------

    Map<RowKey, Row> rows(ObjectMapping mapping, Collection<RowKey> keys);

    /** Reads the rows under lock, without waiting for other transactions. */
    LockedRows lockRows(ObjectMapping mapping, Collection<RowKey> keys);

    /** Rows whose field's {@linkplain dev.linchpin.engine.model.FieldType#matchKey match key} is one of these. */
    List<Row> rowsMatching(ObjectMapping mapping, String field, Collection<String> matchKeys);

    /** Rows whose HubSpot id column holds one of these. */
    List<Row> rowsNaming(ObjectMapping mapping, Collection<HubSpotId> ids);

    /**
     * Makes the changes, each under its own savepoint, and answers what became of each in the same order. Rows to be
     * updated or deleted must have been locked in this transaction. The capture's entries of exactly these writes are taken
     * back, for rows that read back as written; what a user's trigger makes of a write stays captured.
     */
    List<RowWrite> write(ObjectMapping mapping, List<RowChange> changes);

    // --- links ---------------------------------------------------------------------------------------------------

    /** Stores record, linchpinId, base and hubspotUpdatedAt of existing links. */
    void save(Collection<Link> links);

    Map<HubSpotId, Link> linksByRecord(ObjectType type, Collection<HubSpotId> ids);

    Map<RowKey, Link> linksByRow(ObjectType type, Collection<RowKey> keys);

    Map<String, Link> linksByLinchpinId(ObjectType type, Collection<String> linchpinIds);

    /** The links as they are now, by id; those that ended meanwhile are absent. */
    Map<Long, Link> links(Collection<Long> ids);

    /** Links that have a record and no row yet, newest first. */
    List<Link> recordHalves(ObjectType type, int limit);

    /** Whether any create of this type is announced and not yet answered. */
    boolean hasIntents(ObjectType type);

    /** Those of these links that are claimed, or have an attempt that is still open. */
    Set<Long> atWork(Collection<Long> linkIds);

    /**
     * Makes the link (which has a row and no record, or a record and no row, and may be an intent) whole with these two,
     * absorbing a half link that holds the other one, with that one's marks. Answers whether it did: not when the other
     * half belongs to a whole link or another intent, or is claimed and not among {@code mine}.
     *
     * @param mine the links that the caller itself has claimed
     */
    boolean join(Link link, RowKey row, HubSpotId record, Set<Long> mine);

    /** Removes a link together with its queue entry, attempts, conflicts and dead letters. */
    void remove(Link link);

    /** Removes the link and leaves the tombstone. */
    void end(Link link, Tombstone tombstone);

    Map<HubSpotId, Tombstone> tombstonesByRecord(ObjectType type, Collection<HubSpotId> ids);

    Map<RowKey, Tombstone> tombstonesByRow(ObjectType type, Collection<RowKey> keys);

    /** These rows outlived their records, and are deleted now: whatever is inserted under their keys is new. */
    void rowsGone(ObjectType type, Collection<RowKey> keys);

    /** Forgets tombstones, because the record was restored or the row inserted anew. */
    void forget(Collection<Tombstone> tombstones);

    /** For many links at once. */
    BulkLinks bulkLinks();

    /** What is remembered about identity beyond the links. */
    Identities identities();

    /** The tables that are kept for reference. */
    References references();

    // --- attempts, conflicts, dead letters, journal ----------------------------------------------------------------

    /**
     * Stores open attempts and answers them with their ids, in the same order. Those with the same link and field that are
     * still open must have been closed before.
     */
    List<Attempt> open(Collection<Attempt> attempts);

    /** Those of these links whose record HubSpot has been asked to archive. */
    Set<Long> archiving(Collection<Long> linkIds);

    /** Stores the deadlines of open attempts anew. */
    void reschedule(Collection<Attempt> attempts);

    /** Turns open attempts into acknowledged ones that wait for their audit. */
    void acknowledge(Collection<Attempt> acknowledged);

    /** Removes attempts: failed, or audited. */
    void close(Collection<Attempt> attempts);

    /** Links with acknowledged, unaudited attempts written before {@code before} that nothing is to look at anyway, oldest first. */
    List<Long> linksToAudit(ObjectType type, Instant before, int limit);

    /** Opens the conflict, or moves the open one of the same link and field to the values shown now. */
    void open(Conflict conflict);

    /** The open conflict of this number. */
    Optional<Conflict> conflict(long id);

    OpenConflicts openConflicts();

    void closeConflicts(Collection<Conflict> conflicts, String resolution);

    /** Stores the dead letter in place of an earlier one of the same link and field. */
    void bury(DeadLetter letter);

    Optional<DeadLetter> deadLetter(long id);

    /** Removes dead letters that are healed. */
    void heal(Collection<DeadLetter> letters);

    void journal(Collection<JournalEntry> entries);

    /** How links are associated. */
    Edges edges();

    PutBacks putBacks();

    // --- guard ---------------------------------------------------------------------------------------------------

    /** The guard's ledger. */
    Losses losses();

    /** Which fields have been mapped so far. */
    KnownFields fields();

    // --- records that are gone ----------------------------------------------------------------------------------

    /** Evidence about records that could not be read. */
    Absences absences();

    /** Privacy deletions. */
    Erasures erasures();

    // --- feeds ---------------------------------------------------------------------------------------------------

    /**
     * The oldest entries of the change log, at most so many. While there are more, a tenth as many of the newest besides, as
     * far as they tell of rows that were changed in place.
     */
    List<CapturedChange> captured(int limit);

    /**
     * Those of the links, by id, whose row may be under another key than they say: its link was moved meanwhile, or a change of
     * key to or from it has not been taken in yet. What was read in this transaction before is, for all others, their own row.
     */
    Set<Long> adrift(ObjectType type, Collection<Link> links);

    /** Whether somebody changed the row, and nobody has taken it in yet. Once the row is locked, the answer stays true. */
    boolean isCaptured(ObjectType type, RowKey key);

    /** Whether the row has a value in any of these places, which need not be mapped. */
    boolean holdsAny(ObjectMapping mapping, RowKey key, Collection<Place> places);

    /** Removes exactly these entries. */
    void dropCaptured(Collection<CapturedChange> changes);

    /** Remembers when fields of linked rows were changed in SQL, and when the rows were inserted. */
    void foldTimes(Collection<CapturedChange> changes);

    /** Forgets when the row was changed: a person has decided what becomes of it as it is. */
    void forgetTimes(Link link);

    /**
     * Moves the links of rows whose keys were changed, all at once: they may change places. A link whose new key belongs to
     * a link that stays, stays too. The tombstone of a row that outlived its record moves with the row, and whatever ended
     * under the new key is remembered of its record alone.
     *
     * @param moves the new key by the old one
     */
    void rekey(ObjectType type, Map<RowKey, RowKey> moves);

    /** What polls found that nobody had told. */
    Announcements announcements();

    /** The removal of what is no longer needed. */
    Retention retention();

    /** Stores events, leaving out those already seen; answers how many were new. */
    int receive(Collection<InboxEvent> events);

    List<InboxEvent> inbox(int limit);

    /** Takes events out of the inbox; they are still known for deduplication. */
    void processed(Collection<InboxEvent> events);

    /**
     * Whether there is anything to do still: a change or event not read, a queue entry claimed or not yet failed. Entries that
     * failed and wait for another try do not count.
     */
    boolean hasWork();

    /** A feed's saved position; empty before the first. */
    Optional<String> watermark(String feed);

    void watermark(String feed, String position);
}
