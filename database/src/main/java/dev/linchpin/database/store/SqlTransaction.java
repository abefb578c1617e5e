package dev.linchpin.database.store;

import dev.linchpin.database.attempts.Attempts;
import dev.linchpin.database.capture.ChangeLog;
import dev.linchpin.database.edges.SqlEdges;
import dev.linchpin.database.endings.AbsenceLedger;
import dev.linchpin.database.endings.ErasureLedger;
import dev.linchpin.database.feeds.Inbox;
import dev.linchpin.database.feeds.SqlAnnouncements;
import dev.linchpin.database.feeds.Watermarks;
import dev.linchpin.database.findings.Conflicts;
import dev.linchpin.database.findings.DeadLetters;
import dev.linchpin.database.guard.LossLedger;
import dev.linchpin.database.identity.SqlIdentities;
import dev.linchpin.database.journal.Journal;
import dev.linchpin.database.journal.SqlPutBacks;
import dev.linchpin.database.links.Halves;
import dev.linchpin.database.links.Links;
import dev.linchpin.database.links.LocalTimes;
import dev.linchpin.database.links.SqlBulkLinks;
import dev.linchpin.database.links.Tombstones;
import dev.linchpin.database.queue.Queue;
import dev.linchpin.database.reference.SqlReferences;
import dev.linchpin.database.retention.SqlRetention;
import dev.linchpin.database.rows.MappedTables;
import dev.linchpin.database.rows.RowWriter;
import dev.linchpin.database.rows.Rows;
import dev.linchpin.database.schema.MappedFields;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Absences;
import dev.linchpin.engine.store.Announcements;
import dev.linchpin.engine.store.Attempt;
import dev.linchpin.engine.store.BulkLinks;
import dev.linchpin.engine.store.CapturedChange;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Disposition;
import dev.linchpin.engine.store.Edges;
import dev.linchpin.engine.store.Erasures;
import dev.linchpin.engine.store.Identities;
import dev.linchpin.engine.store.InboxEvent;
import dev.linchpin.engine.store.JournalEntry;
import dev.linchpin.engine.store.KnownFields;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.LockedRows;
import dev.linchpin.engine.store.Losses;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.OpenConflicts;
import dev.linchpin.engine.store.PutBacks;
import dev.linchpin.engine.store.References;
import dev.linchpin.engine.store.Retention;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.engine.store.Tombstone;
import dev.linchpin.engine.store.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands everything to those who know how. */
final class SqlTransaction implements Transaction {
    private final Session session;
    private final MappedTables tables;
    private final Instant now;
    private final Queue queue;
    private final Marking marking;
    private final Links links;
    private final Tombstones tombstones;
    private final Attempts attempts;
    private final Conflicts conflicts;
    private final DeadLetters deadLetters;
    private final Inbox inbox;
    private final Watermarks watermarks;
    private final ChangeLog changeLog;
    private final Claims claims;
    private final SqlEdges edges;

    SqlTransaction(Session session, MappedTables tables, long epoch, Instant now) {
        this.session = session;
        this.tables = tables;
        this.now = now;
        this.queue = new Queue(session, epoch, now);
        this.marking = new Marking(new Halves(session), queue);
        this.links = new Links(session);
        this.tombstones = new Tombstones(session);
        this.attempts = new Attempts(session);
        this.conflicts = new Conflicts(session, now);
        this.deadLetters = new DeadLetters(session);
        this.inbox = new Inbox(session, now);
        this.watermarks = new Watermarks(session, now);
        this.changeLog = new ChangeLog(session);
        this.claims = new Claims(links, attempts, conflicts, deadLetters);
        this.edges = new SqlEdges(session, now, marking::mark);
    }

    @Override
    public void mark(Collection<? extends Mark> marks) {
        marking.mark(marks);
    }

    @Override
    public void mark(Collection<? extends Mark> marks, Instant notBefore) {
        marking.mark(marks, notBefore);
    }

    @Override
    public Optional<RowKey> markUnlinkedRows(ObjectMapping mapping, @Nullable RowKey after, int limit) {
        return new Unlinked(marking, links, tombstones, changeLog)
                .mark(mapping.type(), rowsOf(mapping).keys(after, limit), limit);
    }

    @Override
    public void markAll(ObjectType type, Cause cause) {
        queue.markAll(type, cause);
    }

    @Override
    public List<Claim> claim(ObjectType type, int limit, Instant until) {
        return claims.of(queue.claim(type, limit, until));
    }

    @Override
    public List<Claim> claim(Collection<Long> linkIds) {
        return claims.of(queue.claim(linkIds));
    }

    @Override
    public List<Claim> claimed(Collection<Long> linkIds) {
        return claims.of(queue.claimed(linkIds));
    }

    @Override
    public void finish(Collection<? extends Disposition> dispositions) {
        queue.finish(dispositions);
    }

    private Rows rowsOf(ObjectMapping mapping) {
        return new Rows(session, tables.of(session, mapping));
    }

    @Override
    public Map<RowKey, Row> rows(ObjectMapping mapping, Collection<RowKey> keys) {
        return rowsOf(mapping).of(keys);
    }

    @Override
    public LockedRows lockRows(ObjectMapping mapping, Collection<RowKey> keys) {
        return rowsOf(mapping).lock(keys);
    }

    @Override
    public List<Row> rowsMatching(ObjectMapping mapping, String field, Collection<String> matchKeys) {
        return rowsOf(mapping).matching(field, matchKeys);
    }

    @Override
    public List<Row> rowsNaming(ObjectMapping mapping, Collection<HubSpotId> ids) {
        return rowsOf(mapping).naming(ids);
    }

    @Override
    public boolean isUnmarked(Claim claim) {
        return queue.isUnmarked(claim.link().id(), claim.sequence());
    }

    @Override
    public List<RowWrite> write(ObjectMapping mapping, List<RowChange> changes) {
        var writes = new RowWriter(session, tables.of(session, mapping), now).write(changes);
        rekey(mapping.type(), moved(changes, writes));
        return writes;
    }

    /** Rows whose key is a mapped field: nothing tells of what we wrote ourselves. */
    private static Map<RowKey, RowKey> moved(List<RowChange> changes, List<RowWrite> writes) {
        var moves = new HashMap<RowKey, RowKey>();
        for (int index = 0; index < changes.size(); index++) {
            if (changes.get(index) instanceof RowChange.Update update
                    && writes.get(index) instanceof RowWrite.Written(var row)
                    && !row.key().equals(update.key())) {
                moves.put(update.key(), row.key());
            }
        }
        return moves;
    }

    @Override
    public void save(Collection<Link> changed) {
        links.save(changed);
        edges.release(changed);
    }

    @Override
    public BulkLinks bulkLinks() {
        return new SqlBulkLinks(session, now, this::join, edges::release);
    }

    @Override
    public Map<HubSpotId, Link> linksByRecord(ObjectType type, Collection<HubSpotId> ids) {
        return links.byRecord(type, ids);
    }

    @Override
    public Map<RowKey, Link> linksByRow(ObjectType type, Collection<RowKey> keys) {
        return links.byRow(type, keys);
    }

    @Override
    public Map<String, Link> linksByLinchpinId(ObjectType type, Collection<String> linchpinIds) {
        return links.byLinchpinId(type, linchpinIds);
    }

    @Override
    public Map<Long, Link> links(Collection<Long> ids) {
        return links.byId(ids);
    }

    @Override
    public List<Link> recordHalves(ObjectType type, int limit) {
        return links.recordHalves(type, limit);
    }

    @Override
    public boolean hasIntents(ObjectType type) {
        return links.hasIntents(type);
    }

    @Override
    public Set<Long> atWork(Collection<Long> linkIds) {
        var atWork = queue.claimedAmong(linkIds);
        atWork.addAll(attempts.openAmong(linkIds));
        return atWork;
    }

    @Override
    public Set<Long> archiving(Collection<Long> linkIds) {
        return attempts.archivingAmong(linkIds);
    }

    @Override
    public boolean join(Link link, RowKey row, HubSpotId record, Set<Long> mine) {
        return new Joining(links, new LocalTimes(session), queue).join(link, row, record, mine);
    }

    private boolean join(Link whole, Set<Long> mine) {
        var row = whole.row();
        var record = whole.record();
        return row != null && record != null && join(whole, row, record, mine);
    }

    @Override
    public void remove(Link link) {
        edges.ends(link);
        links.remove(link.id());
    }

    @Override
    public void end(Link link, Tombstone tombstone) {
        edges.ends(link);
        links.remove(link.id());
        tombstones.add(tombstone);
    }

    @Override
    public Map<HubSpotId, Tombstone> tombstonesByRecord(ObjectType type, Collection<HubSpotId> ids) {
        return tombstones.byRecord(type, ids);
    }

    @Override
    public Map<RowKey, Tombstone> tombstonesByRow(ObjectType type, Collection<RowKey> keys) {
        return tombstones.byRow(type, keys);
    }

    @Override
    public void rowsGone(ObjectType type, Collection<RowKey> keys) {
        tombstones.rowsGone(type, keys);
    }

    @Override
    public void forget(Collection<Tombstone> forgotten) {
        tombstones.forget(forgotten);
    }

    @Override
    public References references() {
        return new SqlReferences(session, now);
    }

    @Override
    public Identities identities() {
        return new SqlIdentities(session, links, tombstones);
    }

    @Override
    public List<Attempt> open(Collection<Attempt> opened) {
        return attempts.open(opened);
    }

    @Override
    public void reschedule(Collection<Attempt> opened) {
        attempts.reschedule(opened);
    }

    @Override
    public void acknowledge(Collection<Attempt> acknowledged) {
        attempts.acknowledge(acknowledged);
    }

    @Override
    public void close(Collection<Attempt> closed) {
        attempts.close(closed);
    }

    @Override
    public List<Long> linksToAudit(ObjectType type, Instant before, int limit) {
        return attempts.linksToAudit(type, before, limit);
    }

    @Override
    public void open(Conflict conflict) {
        conflicts.open(conflict);
    }

    @Override
    public Optional<Conflict> conflict(long id) {
        return conflicts.open(id);
    }

    @Override
    public OpenConflicts openConflicts() {
        return conflicts::openByLink;
    }

    @Override
    public void closeConflicts(Collection<Conflict> closed, String resolution) {
        conflicts.close(closed, resolution);
    }

    @Override
    public void bury(DeadLetter letter) {
        deadLetters.bury(letter);
    }

    @Override
    public Optional<DeadLetter> deadLetter(long id) {
        return deadLetters.of(id);
    }

    @Override
    public void heal(Collection<DeadLetter> letters) {
        deadLetters.heal(letters);
    }

    @Override
    public PutBacks putBacks() {
        return new SqlPutBacks(session);
    }

    @Override
    public void journal(Collection<JournalEntry> entries) {
        new Journal(session).add(entries);
    }

    @Override
    public Edges edges() {
        return edges;
    }

    @Override
    public Absences absences() {
        return new AbsenceLedger(session, now);
    }

    @Override
    public Erasures erasures() {
        return new ErasureLedger(session, now);
    }

    @Override
    public Losses losses() {
        return new LossLedger(session, tables, now);
    }

    @Override
    public KnownFields fields() {
        return new MappedFields(session, queue);
    }

    @Override
    public List<CapturedChange> captured(int limit) {
        return changeLog.next(limit);
    }

    @Override
    public Set<Long> adrift(ObjectType type, Collection<Link> held) {
        return new Adrift(links, changeLog).of(type, held);
    }

    @Override
    public boolean isCaptured(ObjectType type, RowKey key) {
        return changeLog.names(type, key);
    }

    @Override
    public boolean holdsAny(ObjectMapping mapping, RowKey key, Collection<Place> places) {
        return rowsOf(mapping).holdsAny(key, places);
    }

    @Override
    public void forgetTimes(Link link) {
        new LocalTimes(session).forget(link);
    }

    @Override
    public void dropCaptured(Collection<CapturedChange> changes) {
        changeLog.drop(changes);
    }

    @Override
    public void foldTimes(Collection<CapturedChange> changes) {
        new LocalTimes(session).fold(changes);
    }

    @Override
    public void rekey(ObjectType type, Map<RowKey, RowKey> moves) {
        if (moves.isEmpty()) {
            return;
        }
        links.rekey(type, moves);
        tombstones.rekey(type, moves);
    }

    @Override
    public Announcements announcements() {
        return new SqlAnnouncements(session, now);
    }

    @Override
    public Retention retention() {
        return new SqlRetention(session);
    }

    @Override
    public int receive(Collection<InboxEvent> events) {
        return inbox.receive(events);
    }

    @Override
    public List<InboxEvent> inbox(int limit) {
        return inbox.waiting(limit);
    }

    @Override
    public void processed(Collection<InboxEvent> events) {
        inbox.processed(events);
    }

    @Override
    public boolean hasWork() {
        return !changeLog.isEmpty() || !inbox.isEmpty() || queue.hasWork();
    }

    @Override
    public Optional<String> watermark(String feed) {
        return watermarks.of(feed);
    }

    @Override
    public void watermark(String feed, String position) {
        watermarks.save(feed, position);
    }
}
