package dev.linchpin.database.verification;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.engine.store.Reconciliations;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Reports of reconciliations. Thread-safe. */
public final class SqlReconciliations implements Reconciliations {
    private static final JsonFactory JSON = new JsonFactory();

    private static final String SELECT = """
            select id, object_type, state, repairs, requested_by, requested_at, started_at, ended_at, position, figures,
                samples
            from $reconciliation_run
            """;

    private final Transactions transactions;
    private final Clock clock;

    public SqlReconciliations(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Run request(ObjectType type, boolean repairs, String by, boolean replace) {
        return transactions.write(session -> {
            var now = clock.instant();
            var current = current(session, type).filter(run -> run.repairs() || !repairs);
            if (current.isPresent() && !replace) {
                return current.get();
            }
            session.update("""
                    update $reconciliation_run set state = 'REPLACED', ended_at = ?
                    where object_type = ? and ended_at is null
                    """, now, type.name());
            return session.first("""
                            insert into $reconciliation_run (object_type, state, repairs, requested_by, requested_at)
                            values (?, 'REQUESTED', ?, ?, ?)
                            returning id
                            """, row -> row.number(1), type.name(), repairs, by, now)
                    .flatMap(id -> run(session, id))
                    .orElseThrow();
        });
    }

    @Override
    public Optional<Run> current(ObjectType type) {
        return transactions.glance(session -> current(session, type));
    }

    private static Optional<Run> current(Session session, ObjectType type) {
        return session.first(
                SELECT + " where object_type = ? and ended_at is null order by id limit 1",
                SqlReconciliations::read,
                type.name());
    }

    @Override
    public void save(Run run) {
        transactions.write(session -> session.update(
                """
                update $reconciliation_run set state = ?, started_at = ?, ended_at = ?, position = ?, figures = ?, samples = ?
                where id = ? and ended_at is null
                """,
                run.state().name(),
                run.startedAt(),
                run.endedAt(),
                run.position(),
                text(run.figures()),
                String.join("\n", run.samples()),
                run.id()));
    }

    @Override
    public Optional<Run> run(long id) {
        return transactions.read(session -> run(session, id));
    }

    private static Optional<Run> run(Session session, long id) {
        return session.first(SELECT + " where id = ?", SqlReconciliations::read, id);
    }

    @Override
    public Page<Run> runs(@Nullable ObjectType type, @Nullable String after, int limit) {
        var conditions = new ArrayList<String>();
        var arguments = new ArrayList<@Nullable Object>();
        if (type != null) {
            conditions.add("object_type = ?");
            arguments.add(type.name());
        }
        if (after != null) {
            conditions.add("id < ?");
            arguments.add(position(after));
        }
        arguments.add(limit + 1);
        var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        var runs = transactions.read(session -> session.query(
                SELECT + where + " order by id desc limit ?", SqlReconciliations::read, arguments.toArray()));
        var items = runs.stream().limit(limit).toList();
        return new Page<>(
                items, runs.size() > limit ? String.valueOf(items.getLast().id()) : null);
    }

    private static long position(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("'" + after + "' is not where a page of this list ended", notOne);
        }
    }

    private static Run read(Columns row) throws SQLException {
        var samples = row.text(11);
        return new Run(
                row.number(1),
                new ObjectType(row.text(2)),
                State.valueOf(row.text(3)),
                row.flag(4),
                row.text(5),
                row.time(6),
                row.timeOrNull(7),
                row.timeOrNull(8),
                row.text(9),
                figures(row.text(10)),
                samples.isEmpty() ? List.of() : List.of(samples.split("\n")));
    }

    private static String text(Map<String, Long> figures) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            new TreeMap<>(figures).forEach((name, count) -> {
                json.writeName(name);
                json.writeNumber(count);
            });
            json.writeEndObject();
        }
        return text.toString();
    }

    private static Map<String, Long> figures(String text) {
        var figures = new HashMap<String, Long>();
        try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                json.nextToken();
                figures.put(name, json.getLongValue());
            }
        }
        return figures;
    }
}
