package dev.linchpin.database.edges;

import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.EdgeRow;
import dev.linchpin.engine.store.Edges.EdgeRowChange;
import dev.linchpin.engine.store.Edges.EdgeRowOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one table that holds edges, within one transaction. */
final class EdgeTable {
    private static final String SAVEPOINT = "linchpin_edge";

    private final Session session;
    private final Session verbatim;
    private final ObjectMapping mapping;
    private final EdgeMapping.Holder.Table table;
    private final @Nullable String kind;
    private final String name;
    private final String from;
    private final String to;
    private final @Nullable String label;

    /** @throws IllegalArgumentException when the edge is held otherwise */
    EdgeTable(Session session, ObjectMapping mapping, EdgeMapping edge) {
        if (!(edge.holder() instanceof EdgeMapping.Holder.Table held)) {
            throw new IllegalArgumentException("The edge '" + edge.name() + "' is not held by a table");
        }
        this.session = session;
        this.verbatim = session.verbatim();
        this.mapping = mapping;
        this.table = held;
        this.kind = edge.kind();
        var dialect = session.dialect();
        this.name = dialect.table(table.table());
        this.from = dialect.quote(table.fromColumn());
        this.to = dialect.quote(table.toColumn());
        this.label = table.labelColumn() == null ? null : dialect.quote(table.labelColumn());
    }

    Map<RowKey, Set<EdgeRow>> rows(Collection<RowKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        record Held(RowKey from, EdgeRow row) {}
        var rows = new HashMap<RowKey, Set<EdgeRow>>();
        var selected = label == null ? "''" : "coalesce(t." + label + ", '')";
        verbatim.query(
                        "select " + session.dialect().asText("t." + from) + ", "
                                + session.dialect().asText("t." + to) + ", " + selected + " from " + name
                                + " t where t." + from + " " + session.dialect().in() + " and t." + to + " is not null",
                        row -> new Held(
                                new RowKey(row.text(1)),
                                new EdgeRow(new RowKey(row.text(2)), kind == null ? row.text(3) : kind)),
                        keys)
                .forEach(held ->
                        rows.computeIfAbsent(held.from(), _ -> new HashSet<>()).add(held.row()));
        return rows;
    }

    List<EdgeRowOutcome> write(List<EdgeRowChange> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        var present = rows(changes.stream().map(EdgeRowChange::from).distinct().toList());
        var needed = changes.stream()
                .filter(change ->
                        present.getOrDefault(change.from(), Set.of()).contains(change.row()) != change.present())
                .distinct()
                .toList();
        var newest = session.first("select coalesce(max(id), 0) from $change_log", row -> row.number(1))
                .orElse(0L);
        var refusals = new HashMap<EdgeRowChange, String>();
        make(needed, refusals);
        takeBack(needed.stream().filter(change -> !refusals.containsKey(change)).toList(), newest);
        return changes.stream()
                .<EdgeRowOutcome>map(change -> refusals.containsKey(change)
                        ? new EdgeRowOutcome.Refused(Objects.requireNonNull(refusals.get(change)))
                        : new EdgeRowOutcome.Written())
                .toList();
    }

    /** All under one savepoint; halved when the database refuses some, until those stand alone. */
    private void make(List<EdgeRowChange> changes, Map<EdgeRowChange, String> refusals) {
        if (changes.isEmpty()) {
            return;
        }
        session.execute("savepoint " + SAVEPOINT);
        try {
            changes.forEach(this::make);
            session.execute("release savepoint " + SAVEPOINT);
        } catch (DatabaseException failed) {
            var failure = failed.failure();
            if (failure == null || !session.dialect().isRefusal(failure)) {
                throw failed;
            }
            session.execute("rollback to savepoint " + SAVEPOINT);
            session.execute("release savepoint " + SAVEPOINT);
            if (changes.size() == 1) {
                refusals.put(changes.getFirst(), session.dialect().refusal(failure));
            } else {
                var half = changes.size() / 2;
                make(changes.subList(0, half), refusals);
                make(changes.subList(half, changes.size()), refusals);
            }
        }
    }

    private void make(EdgeRowChange change) {
        var arguments = new ArrayList<@Nullable Object>(
                List.of(change.from().value(), change.row().to().value()));
        if (label != null) {
            arguments.add(change.row().kind());
        }
        var sql = change.present()
                ? "insert into " + name + " (" + from + ", " + to + (label == null ? "" : ", " + label)
                        + ") values (?, ?" + (label == null ? "" : ", ?") + ")"
                        + session.dialect().unlessThere(from)
                : "delete from " + name + " where " + from + " = ? and " + to + " = ?"
                        + (label == null ? "" : " and coalesce(" + label + ", '') = ?");
        verbatim.update(sql, arguments.toArray());
    }

    /** Removes one entry of the capture for each row written; what a user's trigger made of it is another entry. */
    private void takeBack(List<EdgeRowChange> written, long newest) {
        if (written.isEmpty()) {
            return;
        }
        var ours = new HashSet<String>();
        written.forEach(change -> ours.add(
                entry(change.present(), change.from().value(), change.row().to() + "|" + labelOf(change))));
        record Entry(long id, String text) {}
        var ids = session
                .query(
                        "select id, old_key, new_key, fields from $change_log"
                                + " where id > ? and object_type = ? and operation = 'EDGE' order by id",
                        row -> {
                            var old = row.textOrNull(2);
                            var key = old == null ? row.textOrNull(3) : old;
                            return new Entry(row.number(1), entry(old == null, String.valueOf(key), row.text(4)));
                        },
                        newest,
                        mapping.type().name())
                .stream()
                .filter(entry -> ours.remove(entry.text()))
                .map(Entry::id)
                .toList();
        if (!ids.isEmpty()) {
            session.update("delete from $change_log where id $in", ids);
        }
    }

    private String labelOf(EdgeRowChange change) {
        return label == null ? "" : change.row().kind();
    }

    private static String entry(boolean present, String from, String detail) {
        return (present ? "+" : "-") + from + "|" + detail;
    }
}
