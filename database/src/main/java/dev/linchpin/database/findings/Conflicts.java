package dev.linchpin.database.findings;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Conflict;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conflicts within one transaction. Closed ones are kept. */
public final class Conflicts {
    /** The columns of a table alias {@code c} that {@link #read} wants. */
    public static final String COLUMNS = """
            c.id, c.link_id, c.kind, c.field, c.base_value, c.local_value, c.hubspot_value, c.version, c.opened_at,
            c.detail\
            """;

    private final Session session;
    private final Instant now;

    public Conflicts(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    /** Reads {@link #COLUMNS}, the first of which is the {@code first}. */
    public static Conflict read(Columns row, int first) throws SQLException {
        return new Conflict(
                row.number(first),
                row.number(first + 1),
                Conflict.Kind.valueOf(row.text(first + 2)),
                row.text(first + 3),
                Value.of(row.text(first + 4)),
                Value.of(row.text(first + 5)),
                Value.of(row.text(first + 6)),
                row.count(first + 7),
                row.time(first + 8),
                row.text(first + 9));
    }

    public Map<Long, List<Conflict>> openByLink(Collection<Long> linkIds) {
        return session
                .query(
                        "select " + COLUMNS
                                + " from $conflict c where c.link_id $in and c.closed_at is null order by c.id",
                        row -> read(row, 1),
                        linkIds)
                .stream()
                .collect(Collectors.groupingBy(Conflict::linkId));
    }

    /** The open conflict of this number. */
    public Optional<Conflict> open(long id) {
        return session.first(
                "select " + COLUMNS + " from $conflict c where c.id = ? and c.closed_at is null",
                row -> read(row, 1),
                id);
    }

    /** The version of a conflict that is already open moves iff the pair of values shown does. */
    public void open(Conflict conflict) {
        session.update(
                """
                insert into $conflict as c
                    (link_id, kind, field, base_value, local_value, hubspot_value, version, opened_at, detail)
                select id, ?, ?, ?, ?, ?, ?, ?, ? from $link where id = ?
                on conflict (link_id, field) where closed_at is null do update set
                    version = case
                        when c.local_value = excluded.local_value and c.hubspot_value = excluded.hubspot_value
                        then c.version else c.version + 1 end,
                    kind = excluded.kind, base_value = excluded.base_value, local_value = excluded.local_value,
                    hubspot_value = excluded.hubspot_value, detail = excluded.detail
                """,
                conflict.kind().name(),
                conflict.field(),
                conflict.base().text(),
                conflict.local().text(),
                conflict.hubspot().text(),
                conflict.version(),
                conflict.openedAt(),
                conflict.detail(),
                conflict.linkId());
    }

    public void close(Collection<Conflict> conflicts, String resolution) {
        session.updateEach(
                "update $conflict set closed_at = ?, resolution = ? where id = ? and closed_at is null",
                conflicts.stream()
                        .map(conflict -> new @Nullable Object[] {now, resolution, conflict.id()})
                        .toList());
    }
}
