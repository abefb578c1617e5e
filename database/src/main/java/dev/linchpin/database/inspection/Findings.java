package dev.linchpin.database.inspection;

import dev.linchpin.database.findings.Conflicts;
import dev.linchpin.database.findings.DeadLetters;
import dev.linchpin.database.links.LocalTimes;
import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Inspection.ConflictFilter;
import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.engine.store.Inspection.DeadLetterFilter;
import dev.linchpin.engine.store.Inspection.DeadLetterView;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.engine.store.Inspection.Refusals;
import dev.linchpin.engine.store.Side;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Open conflicts and dead letters that nobody has discarded, with the row and record that they are about. */
final class Findings {
    private static final String WHOSE = "l.object_type, l.row_key, l.hubspot_id, ";

    private final Session session;

    Findings(Session session) {
        this.session = session;
    }

    Page<ConflictView> conflicts(ConflictFilter filter, @Nullable String after, int limit) {
        var conditions = Conditions.of(filter.about(), "l", "c.field").and("c.closed_at is null");
        if (filter.kind() != null) {
            conditions.and("c.kind = ?", filter.kind().name());
        }
        if (after != null) {
            conditions.and("c.id > ?", Paging.numbers(after, 1));
        }
        return Paging.page(
                conflicts(conditions, limit + 1),
                limit,
                view -> String.valueOf(view.conflict().id()),
                view -> view);
    }

    Optional<ConflictView> conflict(long id) {
        return conflicts(new Conditions().and("c.id = ?", id).and("c.closed_at is null"), 1).stream()
                .findFirst();
    }

    List<ConflictView> conflictsOf(long linkId) {
        return conflicts(new Conditions().and("c.link_id = ?", linkId).and("c.closed_at is null"), Integer.MAX_VALUE);
    }

    private List<ConflictView> conflicts(Conditions conditions, int limit) {
        return session.query(
                "select " + WHOSE + "l.local_times, " + Conflicts.COLUMNS
                        + " from $conflict c join $link l on l.id = c.link_id" + conditions.where()
                        + " order by c.id limit ?",
                row -> {
                    var conflict = Conflicts.read(row, 5);
                    var edited = LocalTimes.edited(row.text(4), conflict.field());
                    return new ConflictView(new ObjectType(row.text(1)), row(row), record(row), conflict, edited);
                },
                conditions.argumentsAnd(limit));
    }

    Page<DeadLetterView> deadLetters(DeadLetterFilter filter, @Nullable String after, int limit) {
        var conditions = Conditions.of(filter.about(), "l", "d.field").and("not d.discarded");
        if (filter.refusedBy() != null) {
            conditions.and("d.side = ?", filter.refusedBy().name());
        }
        if (after != null) {
            conditions.and("d.id > ?", Paging.numbers(after, 1));
        }
        return Paging.page(
                deadLetters(conditions, limit + 1),
                limit,
                view -> String.valueOf(view.letter().id()),
                view -> view);
    }

    Optional<DeadLetterView> deadLetter(long id) {
        return deadLetters(new Conditions().and("d.id = ?", id), 1).stream().findFirst();
    }

    List<DeadLetterView> deadLettersOf(long linkId) {
        return deadLetters(new Conditions().and("d.link_id = ?", linkId).and("not d.discarded"), Integer.MAX_VALUE);
    }

    private List<DeadLetterView> deadLetters(Conditions conditions, int limit) {
        return session.query(
                "select " + WHOSE + DeadLetters.COLUMNS + " from $dead_letter d join $link l on l.id = d.link_id"
                        + conditions.where() + " order by d.id limit ?",
                row -> new DeadLetterView(new ObjectType(row.text(1)), row(row), record(row), DeadLetters.read(row, 4)),
                conditions.argumentsAnd(limit));
    }

    List<Refusals> refusals() {
        return session.query(
                "select l.object_type, d.field, d.side, case when length(d.refused) >= " + Refusals.TELLING
                        + " then replace(d.message, d.refused, '" + Refusals.VALUE + "') else d.message end,"
                        + " count(*), min(d.at), max(d.at) from $dead_letter d join $link l on l.id = d.link_id"
                        + " where not d.discarded group by 1, 2, 3, 4 order by 1, 2, 3, 4",
                row -> new Refusals(
                        new ObjectType(row.text(1)),
                        row.text(2),
                        Side.valueOf(row.text(3)),
                        row.text(4),
                        row.number(5),
                        row.time(6),
                        row.time(7)));
    }

    private static @Nullable RowKey row(Columns row) throws SQLException {
        var key = row.textOrNull(2);
        return key == null ? null : new RowKey(key);
    }

    private static @Nullable HubSpotId record(Columns row) throws SQLException {
        var id = row.textOrNull(3);
        return id == null ? null : new HubSpotId(id);
    }
}
