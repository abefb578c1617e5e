package dev.linchpin.database.queue;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Disposition;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sync queue within one transaction of the owner of an epoch. Everything locks links before their entries, and each in
 * the order of their numbers, so that transactions of the same process do not lock each other out.
 */
public final class Queue {
    /**
     * The entry keeps its most urgent cause. Only news of a change brings a waiting entry forward: otherwise polls and
     * retries would shorten the back-off of a failing link to nothing.
     */
    private static final String COALESCE = """
             on conflict (link_id) do update set
                sequence = q.sequence + 1,
                urgency = case when excluded.urgency < q.urgency then excluded.urgency else q.urgency end,
                due_at = case when ? and excluded.due_at < q.due_at then excluded.due_at else q.due_at end
            """;

    private final Session session;
    private final long epoch;
    private final Instant now;

    public Queue(Session session, long epoch, Instant now) {
        this.session = session;
        this.epoch = epoch;
        this.now = now;
    }

    /** The moment of the transaction. */
    public Instant now() {
        return now;
    }

    /** Marks these links, as far as they exist, to be worked on now. */
    public void mark(Collection<Long> linkIds, Cause cause) {
        mark(linkIds, cause, now);
    }

    /** Marks these links, as far as they exist; those not marked yet, or only for later, are due then. */
    public void mark(Collection<Long> linkIds, Cause cause, Instant due) {
        if (!linkIds.isEmpty()) {
            lock("select id from $link where id $in order by id $locked", linkIds);
            session.update(
                    """
                    insert into $sync_queue as q (link_id, object_type, sequence, urgency, marked_at, due_at)
                    select id, object_type, 1, ?, ?, ? from $link where id $in order by id
                    """ + COALESCE, Urgency.of(cause, linkIds.size()), now, due, linkIds, Urgency.tellsOfChange(cause));
        }
    }

    public void markAll(ObjectType type, Cause cause) {
        session.update("""
                insert into $sync_queue as q (link_id, object_type, sequence, urgency, marked_at, due_at)
                select id, object_type, 1, ?, ?, ? from $link where object_type = ? order by id
                """ + COALESCE, Urgency.of(cause), now, now, type.name(), Urgency.tellsOfChange(cause));
    }

    /** Claims what is due, most urgent and oldest first. */
    public List<Entry> claim(ObjectType type, int limit, Instant until) {
        return claimedNow(session.query("""
                select link_id, sequence, urgency, marked_at, failures from $sync_queue
                where object_type = ? and claimed_epoch is null and due_at <= ?
                order by urgency, due_at, link_id limit ? $skip_locked
                """, Queue::entry, type.name(), until, limit));
    }

    /** Claims the entries of these links, due or not. */
    public List<Entry> claim(Collection<Long> linkIds) {
        if (linkIds.isEmpty()) {
            return List.of();
        }
        return claimedNow(session.query("""
                select link_id, sequence, urgency, marked_at, failures from $sync_queue
                where link_id $in and claimed_epoch is null order by urgency, due_at, link_id $skip_locked
                """, Queue::entry, linkIds));
    }

    private static Entry entry(Columns row) throws SQLException {
        return new Entry(row.number(1), row.number(2), Urgency.cause(row.number(3)), row.time(4), row.count(5));
    }

    /** The entries of these links as they are by now, as far as they are claimed already. */
    public List<Entry> claimed(Collection<Long> linkIds) {
        return session.query("""
                select link_id, sequence, urgency, marked_at, failures from $sync_queue
                where link_id $in and claimed_epoch = ? order by link_id
                """, Queue::entry, linkIds, epoch);
    }

    private List<Entry> claimedNow(List<Entry> entries) {
        if (!entries.isEmpty()) {
            session.update(
                    "update $sync_queue set claimed_epoch = ? where link_id $in",
                    epoch,
                    entries.stream().map(Entry::linkId).toList());
        }
        return entries;
    }

    /** Whether the entry is as it was claimed; it stays so until the transaction ends. */
    public boolean isUnmarked(long linkId, long sequence) {
        return session.first(
                        "select sequence from $sync_queue where link_id = ? $for_update", row -> row.number(1), linkId)
                .filter(current -> current == sequence)
                .isPresent();
    }

    /** Those of these links that somebody works on. */
    public Set<Long> claimedAmong(Collection<Long> linkIds) {
        return new HashSet<>(session.query(
                "select link_id from $sync_queue where link_id $in and claimed_epoch is not null",
                row -> row.number(1),
                linkIds));
    }

    /** Whether there is an entry that somebody works on, or that has not failed yet. */
    public boolean hasWork() {
        return session.first(
                        "select 1 from $sync_queue where claimed_epoch is not null or failures = 0 limit 1",
                        row -> true)
                .isPresent();
    }

    /** Why the link is marked; null when it is not. */
    public @Nullable Cause cause(long linkId) {
        return session.first(
                        "select urgency from $sync_queue where link_id = ?",
                        row -> Urgency.cause(row.number(1)),
                        linkId)
                .orElse(null);
    }

    private void lock(String query, Collection<Long> linkIds) {
        if (!session.dialect().locked().isEmpty()) {
            session.query(query, row -> row.number(1), linkIds);
        }
    }

    public void finish(Collection<? extends Disposition> dispositions) {
        var all = dispositions.stream().map(Disposition::linkId).toList();
        lock("select id from $link where id $in order by id $locked", all);
        lock("select link_id from $sync_queue where link_id $in order by link_id $locked", all);
        var cleared = new ArrayList<Disposition.Cleared>();
        var again = new ArrayList<@Nullable Object[]>();
        var postponed = new ArrayList<@Nullable Object[]>();
        var failed = new ArrayList<@Nullable Object[]>();
        for (var disposition : dispositions) {
            switch (disposition) {
                case Disposition.Cleared done -> cleared.add(done);
                case Disposition.Again(var link, var sequence, var notBefore) ->
                    again.add(new @Nullable Object[] {sequence, notBefore, now, link, epoch});
                case Disposition.Postponed(var link, var sequence, var notBefore) ->
                    postponed.add(new @Nullable Object[] {sequence, notBefore, now, link, epoch});
                case Disposition.Failed(var link, var sequence, var notBefore, var reason) ->
                    failed.add(new @Nullable Object[] {sequence, notBefore, now, reason, link, epoch});
            }
        }
        clear(cleared);
        session.updateEach("""
                update $sync_queue set claimed_epoch = null, failures = 0, last_failure = null,
                    due_at = case when sequence = ? then ? else ? end
                where link_id = ? and claimed_epoch = ?
                """, again);
        session.updateEach("""
                update $sync_queue set claimed_epoch = null, due_at = case when sequence = ? then ? else ? end
                where link_id = ? and claimed_epoch = ?
                """, postponed);
        session.updateEach("""
                update $sync_queue set claimed_epoch = null, failures = failures + 1,
                    due_at = case when sequence = ? then ? else ? end, last_failure = ?
                where link_id = ? and claimed_epoch = ?
                """, failed);
    }

    private void clear(List<Disposition.Cleared> cleared) {
        if (cleared.isEmpty()) {
            return;
        }
        var deleted = session.updateEach(
                "delete from $sync_queue where link_id = ? and sequence = ? and claimed_epoch = ?",
                cleared.stream()
                        .map(done -> new @Nullable Object[] {done.linkId(), done.sequence(), epoch})
                        .toList());
        var inStep = new ArrayList<Long>();
        var markedMeanwhile = new ArrayList<Long>();
        for (int index = 0; index < deleted.length; index++) {
            (deleted[index] == 1 ? inStep : markedMeanwhile)
                    .add(cleared.get(index).linkId());
        }
        if (!inStep.isEmpty()) {
            // Captured edits are accounted for now: a row that changes without another one was not edited.
            // What is still to be decided or audited needs their times, and so does what waits in a frozen field, be it
            // from the row's insertion on.
            session.update("""
                    update $link set last_synced_at = ?, local_times = case
                        when exists (select 1 from $outgoing_write w where w.link_id = $link.id)
                            or exists (select 1 from $conflict c where c.link_id = $link.id and c.closed_at is null)
                            or exists (select 1 from $dead_letter d where d.link_id = $link.id)
                            or exists (select 1 from $loss s where s.link_id = $link.id)
                            or exists (select 1 from $mapped_field f where f.object_type = $link.object_type
                                and f.frozen is not null and ($link.local_times like concat('%"', f.field, '":%')
                                    or $link.local_times like '%"":%'))
                        then local_times else '{}' end
                    where id $in
                    """, now, inStep);
        }
        if (!markedMeanwhile.isEmpty()) {
            session.update("""
                    update $sync_queue set claimed_epoch = null, failures = 0, last_failure = null, due_at = ?
                    where link_id $in and claimed_epoch = ?
                    """, now, markedMeanwhile, epoch);
        }
    }
}
