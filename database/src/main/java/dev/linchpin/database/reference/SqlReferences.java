package dev.linchpin.database.reference;

import dev.linchpin.database.dialect.Column;
import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.ReferenceTable;
import dev.linchpin.engine.store.References;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reference tables within one transaction. */
public final class SqlReferences implements References {
    private final Session session;
    private final Dialect dialect;
    private final Instant now;

    public SqlReferences(Session session, Instant now) {
        this.session = session.verbatim();
        this.dialect = session.dialect();
        this.now = now;
    }

    @Override
    public Kept keep(ReferenceTable table, Part part, Collection<Map<String, Value>> rows) {
        return new Keeping(table).keep(part, rows);
    }

    /** The work on one table. */
    private final class Keeping {
        private final ReferenceTable table;
        private final String name;
        private final Map<String, Column> described;

        Keeping(ReferenceTable table) {
            this.table = table;
            var unquoted = ReferenceTables.name(dialect, table);
            this.name = dialect.table(unquoted);
            this.described = session.ask(connection -> dialect.describe(connection, unquoted));
        }

        Kept keep(Part part, Collection<Map<String, Value>> rows) {
            var present = present(part);
            var inserts = new ArrayList<Map<String, Value>>();
            var updates = new ArrayList<Map<String, Value>>();
            for (var row : rows) {
                var wanted = complete(row);
                var found = present.remove(key(wanted));
                if (found == null) {
                    inserts.add(wanted);
                } else if (!found.equals(wanted)) {
                    updates.add(wanted);
                }
            }
            insert(inserts);
            update(updates);
            return new Kept(inserts.size() + updates.size(), takeAway(present.values()));
        }

        private Map<List<String>, Map<String, Value>> present(Part part) {
            var conditions = new ArrayList<String>();
            var arguments = new ArrayList<@Nullable Object>();
            part.equal().forEach((column, value) -> {
                conditions.add(dialect.quote(column) + " = ?");
                arguments.add(value);
            });
            var span = part.span();
            if (span != null) {
                var number = dialect.asNumber(dialect.quote(span.column()));
                if (!span.after().isEmpty()) {
                    conditions.add(number + " > " + dialect.asNumber("?"));
                    arguments.add(span.after());
                }
                if (!span.upTo().isEmpty()) {
                    conditions.add(number + " <= " + dialect.asNumber("?"));
                    arguments.add(span.upTo());
                }
            }
            var columns = List.copyOf(table.columns().keySet());
            var sql = "select "
                    + columns.stream()
                            .map(column -> dialect.asText(dialect.quote(column)))
                            .collect(Collectors.joining(", "))
                    + " from " + name
                    + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
            var found = new LinkedHashMap<List<String>, Map<String, Value>>();
            session.query(
                            sql,
                            row -> {
                                var values = new LinkedHashMap<String, Value>();
                                for (var index = 0; index < columns.size(); index++) {
                                    var column = columns.get(index);
                                    values.put(column, type(column).read(row.textOrNull(index + 1)));
                                }
                                return values;
                            },
                            arguments.toArray())
                    .forEach(values -> found.put(key(values), values));
            return found;
        }

        private Map<String, Value> complete(Map<String, Value> row) {
            var values = new LinkedHashMap<String, Value>();
            table.columns().forEach((column, type) -> {
                var given = row.getOrDefault(column, Value.BLANK);
                var isUnsaid = column.equals(table.gone().column()) && given.isBlank();
                values.put(column, isUnsaid ? table.gone().there() : type.read(given.text()));
            });
            return values;
        }

        private List<String> key(Map<String, Value> values) {
            return table.key().stream()
                    .map(column -> values.getOrDefault(column, Value.BLANK).text())
                    .toList();
        }

        private FieldType type(String column) {
            return table.columns().getOrDefault(column, FieldType.TEXT);
        }

        private void insert(List<Map<String, Value>> rows) {
            var columns = table.columns().keySet();
            var stamps = ReferenceTables.stamps(table);
            session.updateEach(
                    "insert into " + name + " ("
                            + Stream.concat(columns.stream(), stamps.stream())
                                    .map(dialect::quote)
                                    .collect(Collectors.joining(", "))
                            + ") values (?" + ", ?".repeat(columns.size() + stamps.size() - 1) + ")",
                    rows.stream()
                            .<@Nullable Object[]>map(row -> {
                                var arguments = parameters(columns, row);
                                stamps.forEach(column -> arguments.add(stamp(column)));
                                return arguments.toArray();
                            })
                            .toList());
        }

        private void update(List<Map<String, Value>> rows) {
            var others = table.others();
            var stamps = ReferenceTables.stamps(table).stream()
                    .filter(column -> !column.equals(ReferenceTables.CREATED_AT))
                    .toList();
            session.updateEach(
                    "update " + name + " set "
                            + Stream.concat(others.stream(), stamps.stream())
                                    .map(column -> dialect.quote(column) + " = ?")
                                    .collect(Collectors.joining(", "))
                            + whereKey(),
                    rows.stream()
                            .<@Nullable Object[]>map(row -> {
                                var arguments = parameters(others, row);
                                stamps.forEach(column -> arguments.add(stamp(column)));
                                arguments.addAll(key(row));
                                return arguments.toArray();
                            })
                            .toList());
        }

        private List<Map<String, String>> takeAway(Collection<Map<String, Value>> surplus) {
            var marked = table.gone();
            var stays = marked != ReferenceTable.Gone.DELETED;
            var gone = surplus.stream()
                    .filter(row -> !stays || !marked.mark().equals(row.get(marked.column())))
                    .toList();
            if (stays) {
                update(gone.stream()
                        .<Map<String, Value>>map(row -> {
                            var archived = new LinkedHashMap<>(row);
                            archived.put(marked.column(), marked.mark());
                            return archived;
                        })
                        .toList());
            } else {
                session.updateEach(
                        "delete from " + name + whereKey(),
                        gone.stream()
                                .<@Nullable Object[]>map(row -> key(row).toArray())
                                .toList());
            }
            return gone.stream()
                    .map(row -> table.key().stream()
                            .collect(Collectors.toMap(
                                    column -> column,
                                    column -> row.getOrDefault(column, Value.BLANK)
                                            .text())))
                    .toList();
        }

        private String whereKey() {
            return " where "
                    + table.key().stream()
                            .map(column -> dialect.quote(column) + " = ?")
                            .collect(Collectors.joining(" and "));
        }

        private List<@Nullable Object> parameters(Collection<String> columns, Map<String, Value> row) {
            var parameters = new ArrayList<@Nullable Object>();
            for (var column : columns) {
                var value = row.getOrDefault(column, Value.BLANK);
                parameters.add(
                        table.key().contains(column)
                                ? value.text()
                                : dialect.parameter(type(column), column(column), value));
            }
            return parameters;
        }

        private Column column(String name) {
            var column = described.get(name);
            if (column == null) {
                throw new IllegalStateException("The reference table has lost its column " + name);
            }
            return column;
        }

        private @Nullable Object stamp(String column) {
            return dialect.parameter(FieldType.DATETIME, column(column), FieldType.DATETIME.read(now.toString()));
        }
    }
}
