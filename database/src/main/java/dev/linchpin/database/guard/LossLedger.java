package dev.linchpin.database.guard;

import dev.linchpin.database.feeds.Watermarks;
import dev.linchpin.database.rows.MappedTables;
import dev.linchpin.database.rows.Rows;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Loss;
import dev.linchpin.engine.store.Losses;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The guard's ledger within one transaction. */
public final class LossLedger implements Losses {
    private static final int PORTION = 1_000;

    private final Session session;
    private final MappedTables tables;
    private final Instant now;

    public LossLedger(Session session, MappedTables tables, Instant now) {
        this.session = session;
        this.tables = tables;
        this.now = now;
    }

    /** By a row of the type's own, whose lock the database keeps until then. */
    @Override
    public void alone(ObjectType type) {
        new Watermarks(session, now).save("guard " + type.name(), "");
    }

    @Override
    public void suspectRows(ObjectType type, Collection<RowKey> rows) {
        session.update("""
                insert into $loss (link_id, object_type, loss, standing, at)
                select id, object_type, 'ROW_DELETED', 'SUSPECTED', ? from $link
                where object_type = ? and row_key $in and hubspot_id is not null order by id
                on conflict (link_id) do nothing
                """, now, type.name(), rows);
    }

    @Override
    public Set<RowKey> deletedRows(ObjectType type, Collection<RowKey> rows) {
        return Set.copyOf(session.query("""
                select l.row_key from $loss s join $link l on l.id = s.link_id
                where l.object_type = ? and l.row_key $in and s.loss = 'ROW_DELETED'
                """, row -> new RowKey(row.text(1)), type.name(), rows));
    }

    @Override
    public void withdrawRows(ObjectType type, Collection<RowKey> rows) {
        withdraw(session.query("""
                select l.id from $loss s join $link l on l.id = s.link_id
                where l.object_type = ? and l.row_key $in and s.loss = 'ROW_DELETED'
                """, row -> row.number(1), type.name(), rows));
    }

    @Override
    public void suspect(Loss loss, Collection<Long> linkIds) {
        if (!linkIds.isEmpty()) {
            session.update("""
                    insert into $loss as s (link_id, object_type, loss, standing, at)
                    select id, object_type, ?, 'SUSPECTED', ? from $link
                    where id $in and row_key is not null and hubspot_id is not null order by id
                    on conflict (link_id) do update set
                        loss = case when s.standing = 'SUSPECTED' then excluded.loss else s.loss end
                    """, loss.name(), now, linkIds);
        }
    }

    @Override
    public Map<Long, Standing> of(Collection<Long> linkIds) {
        record Entry(long link, Standing standing) {}
        var standings = new HashMap<Long, Standing>();
        session.query(
                        "select link_id, standing from $loss where link_id $in",
                        row -> new Entry(row.number(1), Standing.valueOf(row.text(2))),
                        linkIds)
                .forEach(entry -> standings.put(entry.link(), entry.standing()));
        return standings;
    }

    @Override
    public long counted(ObjectType type, Instant since) {
        return number(
                        "select count(*) from $loss where object_type = ? and standing = 'ALLOWED' and at >= ?",
                        type.name(),
                        since)
                + number("""
                        select count(*) from $loss s where s.object_type = ? and s.standing = 'HELD'
                            and exists (select 1 from $link l where l.id = s.link_id)
                        """, type.name())
                + number("""
                        select count(*) from $loss s join $sync_queue q on q.link_id = s.link_id
                        where s.object_type = ? and s.standing = 'SUSPECTED' and s.loss <> 'ROW_DELETED'
                        """, type.name());
    }

    private record Suspect(long link, String row) {}

    @Override
    public long missingRows(ObjectMapping mapping, long enough) {
        var rows = new Rows(session, tables.of(session, mapping));
        var missing = 0L;
        var after = 0L;
        List<Suspect> suspects;
        do {
            suspects = session.query(
                    """
                    select l.id, l.row_key from $loss s join $link l on l.id = s.link_id
                        join $sync_queue q on q.link_id = l.id
                    where s.object_type = ? and s.standing = 'SUSPECTED' and s.loss = 'ROW_DELETED'
                        and l.row_key is not null and l.id > ?
                    order by l.id limit ?
                    """,
                    row -> new Suspect(row.number(1), row.text(2)),
                    mapping.type().name(),
                    after,
                    PORTION);
            var keys =
                    suspects.stream().map(suspect -> new RowKey(suspect.row())).toList();
            missing += keys.size() - rows.existing(keys).size();
            after = suspects.isEmpty() ? after : suspects.getLast().link();
        } while (missing < enough && suspects.size() == PORTION);
        return missing;
    }

    @Override
    public long size(ObjectType type, Instant since) {
        return number("""
                        select count(*) from $link
                        where object_type = ? and row_key is not null and hubspot_id is not null
                        """, type.name()) + number("""
                        select count(*) from $loss s where s.object_type = ? and s.standing = 'ALLOWED' and s.at >= ?
                            and not exists (select 1 from $link l where l.id = s.link_id)
                        """, type.name(), since);
    }

    private long number(String sql, @Nullable Object... arguments) {
        return session.first(sql, row -> row.number(1), arguments).orElse(0L);
    }

    @Override
    public void allow(Collection<Long> linkIds) {
        session.update("update $loss set standing = 'ALLOWED', at = ? where link_id $in", now, linkIds);
    }

    /** Under a new number, so that whoever was shown less is told of it. */
    @Override
    public void hold(Collection<Long> linkIds) {
        record Entry(long link, String type, String loss) {}
        var entries = session.query(
                "select link_id, object_type, loss from $loss where link_id $in order by link_id",
                row -> new Entry(row.number(1), row.text(2), row.text(3)),
                linkIds);
        session.update("delete from $loss where link_id $in", linkIds);
        session.updateEach(
                "insert into $loss (link_id, object_type, loss, standing, at) values (?, ?, ?, 'HELD', ?)",
                entries.stream()
                        .map(entry -> new @Nullable Object[] {entry.link(), entry.type(), entry.loss(), now})
                        .toList());
    }

    @Override
    public void withdraw(Collection<Long> linkIds) {
        if (!linkIds.isEmpty()) {
            session.update("delete from $loss where link_id $in and standing <> 'ALLOWED'", linkIds);
        }
    }

    @Override
    public void prune(Instant before) {
        session.update("delete from $loss where standing = 'ALLOWED' and at < ?", before);
        session.update("""
                delete from $loss where standing <> 'ALLOWED'
                    and not exists (select 1 from $link l where l.id = $loss.link_id)
                """);
    }

    @Override
    public boolean isHeld(ObjectType type, Loss loss) {
        return new Holds(session).of(type, loss).isPresent();
    }
}
