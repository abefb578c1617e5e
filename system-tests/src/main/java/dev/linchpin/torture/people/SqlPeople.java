package dev.linchpin.torture.people;

import dev.linchpin.engine.model.Direction;
import dev.linchpin.torture.world.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The company's other programs, and people at an SQL prompt. */
final class SqlPeople {
    private static final int LONGEST_TRANSACTION = 20_000;

    private final People people;
    private final List<Deleted> deleted = new ArrayList<>();

    private int transactions;

    private record Deleted(Kind kind, String key) {}

    SqlPeople(People people) {
        this.people = people;
    }

    void updateAny(Draw draw) {
        var kind = people.anyKind(draw);
        draw.anyOf(people.rows(kind)).ifPresent(row -> update(kind, row, people.someValues(kind, draw)));
    }

    void update(Kind kind, Map<String, @Nullable String> row, Map<String, @Nullable String> wanted) {
        var values = storable(kind, wanted);
        if (values.isEmpty()) {
            return;
        }
        var where = kind.type() + " row " + People.key(row);
        people.tell("SQL: " + where + " (" + row.get("hubspot_id") + ") := " + values);
        var set = values.entrySet().stream()
                .map(value -> value.getKey() + " = " + quoted(value.getValue()))
                .collect(Collectors.joining(", "));
        if (carriedOut("update " + table(kind) + " set " + set + " where id = " + People.key(row))) {
            people.replace(kind, row::get, values, Direction.FROM_HUBSPOT, where);
        }
    }

    /** What there are columns for. */
    private Map<String, @Nullable String> storable(Kind kind, Map<String, @Nullable String> wanted) {
        var values = new LinkedHashMap<String, @Nullable String>(wanted);
        values.keySet().removeIf(field -> !people.administrators().mayWrite(kind, field));
        return values;
    }

    boolean carriedOut(String statement) {
        try {
            return people.world().place().update(statement) > 0;
        } catch (Refused refused) {
            people.tell("    refused: " + refused.getCause());
            return false;
        }
    }

    private static String table(Kind kind) {
        return kind.mapping().table();
    }

    void insert(Draw draw) {
        var kind = people.anyKind(draw);
        var values = storable(kind, people.newValues(kind, draw));
        var columns = values.keySet().stream().collect(Collectors.joining(", "));
        var texts = values.values().stream().map(SqlPeople::quoted).collect(Collectors.joining(", "));
        var again = deleted.stream().filter(one -> one.kind() == kind).reduce((first, last) -> last);
        var takesKey = false;
        if (again.isPresent() && draw.oneIn(3)) {
            deleted.remove(again.get());
            if (people.rows(kind).stream()
                    .noneMatch((Map<String, @Nullable String> row) ->
                            People.key(row).equals(again.get().key()))) {
                takesKey = true;
                columns += ", id";
                texts += ", " + again.get().key();
            }
        }
        var company = kind.type().equals("contacts")
                ? people.associations().any(draw)
                : Optional.<Map<String, @Nullable String>>empty();
        if (company.isPresent()) {
            columns += ", " + AssociationPeople.COLUMN;
            texts += ", " + People.key(company.get());
        }
        people.tell("SQL: insert into " + kind.type() + " (" + columns + ") values (" + texts + ")");
        if (carriedOut("insert into " + table(kind) + " (" + columns + ") values (" + texts + ")")) {
            if (takesKey) {
                // To its link it is the row that was deleted, so what was added to that one's numbers counts in.
                people.sums().forget(kind, values);
            }
            people.enter(kind, values, Direction.FROM_HUBSPOT, "inserted " + kind.type() + " row");
            company.ifPresent(one -> people.associations().inserted(values.get(kind.name()), one));
        }
    }

    void deleteAny(Draw draw) {
        var kind = people.anyKind(draw);
        draw.anyOf(people.rows(kind)).ifPresent(row -> {
            people.tell("SQL: delete " + kind.type() + " row " + People.key(row) + " (" + row.get("hubspot_id") + ")");
            if (carriedOut("delete from " + table(kind) + " where id = " + People.key(row))) {
                deleted.add(new Deleted(kind, People.key(row)));
                people.settleAll(kind, row);
                people.ledger().edited();
                people.ledger().deleted(kind.who(row.get(kind.name())), Ledger.Side.DATABASE);
                people.ledger().rowDeleted(kind.type(), row.get("hubspot_id"));
            }
        });
    }

    void changeKey(Draw draw) {
        var kind = people.anyKind(draw);
        var rows = people.rows(kind);
        draw.anyOf(rows).ifPresent(row -> {
            var largest = rows.stream()
                    .mapToLong((Map<String, @Nullable String> one) -> Long.parseLong(People.key(one)))
                    .max();
            var key = largest.orElse(0) + 10;
            people.tell("SQL: " + kind.type() + " row " + People.key(row) + " gets the key " + key);
            if (carriedOut("update " + table(kind) + " set id = " + key + " where id = " + People.key(row))) {
                people.ledger().edited();
                if (kind.type().equals("companies") && people.associations().areMapped() && !draw.oneIn(4)) {
                    var contacts = people.kinds().getFirst().mapping().table();
                    carriedOut("update " + contacts + " set " + AssociationPeople.COLUMN + " = " + key + " where "
                            + AssociationPeople.COLUMN + " = " + People.key(row));
                }
            }
        });
    }

    /** One statement that changes many rows. */
    void updateMany(Draw draw) {
        var kind = people.anyKind(draw);
        var number = draw.fresh();
        var remainder = draw.below(2);
        var field = kind.bulk();
        if (!people.administrators().mayWrite(kind, field)) {
            return;
        }
        people.tell("SQL: " + field + " of all " + kind.type() + " with id % 2 = " + remainder + " := bulk " + number);
        var rows = people.rows(kind);
        if (carriedOut("update " + table(kind) + " set " + field + " = concat('bulk " + number
                + " of ', id) where id % 2 = " + remainder)) {
            for (var row : rows) {
                if (Long.parseLong(People.key(row)) % 2 == remainder) {
                    var value = Map.<String, @Nullable String>of(field, "bulk " + number + " of " + People.key(row));
                    people.replace(kind, row::get, value, Direction.FROM_HUBSPOT, "row " + People.key(row));
                }
            }
        }
    }

    boolean isInTransaction() {
        return transactions > 0;
    }

    /** Several statements that others see only much later, dated when they were made. */
    void longTransaction(Draw draw) {
        var kind = people.anyKind(draw);
        var rows = draw.some(people.rows(kind), 1 + draw.below(4));
        if (rows.isEmpty()) {
            return;
        }
        var transaction = people.world().place().begin();
        transactions++;
        people.tell("SQL: a transaction begins");
        var written = new ArrayList<Runnable>();
        for (var row : rows) {
            var field = draw.any(kind.plain());
            if (!people.administrators().mayWrite(kind, field)) {
                continue;
            }
            var text = kind.fresh(field, draw);
            var where = kind.type() + " row " + People.key(row);
            people.tell("SQL: in the transaction, " + where + " (" + row.get("hubspot_id") + ") := {" + field + "="
                    + text + "}");
            try {
                transaction.update("update " + table(kind) + " set " + field + " = " + quoted(text) + " where id = "
                        + People.key(row));
            } catch (Refused refused) {
                people.tell("    refused: " + refused.getCause());
                continue;
            }
            written.add(() -> {
                people.rows(kind).stream()
                        .filter((Map<String, @Nullable String> now) ->
                                People.key(now).equals(People.key(row)))
                        .findFirst()
                        .ifPresent(now -> {
                            people.replace(kind, now::get, Map.of(field, text), Direction.FROM_HUBSPOT, where);
                        });
            });
        }
        var aborted = draw.oneIn(6);
        people.world().scheduler().in(Duration.ofMillis(draw.below(LONGEST_TRANSACTION)), () -> {
            transactions--;
            people.tell("SQL: the transaction " + (aborted ? "is rolled back" : "is committed"));
            if (aborted) {
                transaction.rollBack();
            } else {
                written.forEach(Runnable::run);
                transaction.commit();
            }
        });
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }
}
