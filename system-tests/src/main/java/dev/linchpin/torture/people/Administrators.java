package dev.linchpin.torture.people;

import dev.linchpin.engine.model.Field;
import dev.linchpin.torture.world.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Those who change what properties HubSpot has, and what columns the tables, mostly to change it back soon. */
public final class Administrators {
    private static final String RENAMED = "phone";
    private static final String ELSEWHERE = "telephone";
    private static final Duration NOTICING = Duration.ofSeconds(10);
    private static final int LONGEST = 240_000;
    private static final String INTERESTS = "interests";

    private final People people;
    private final Set<String> archived = new TreeSet<>();
    private final Set<String> missing = new TreeSet<>();
    /** Columns that came back empty, and that Linchpin has yet to fill. */
    private final Set<String> empty = new TreeSet<>();

    private boolean optionIsGone;
    private boolean isKnown;

    Administrators(People people) {
        this.people = people;
    }

    /** Whether the field's column is there under its name, and is people's to write to. */
    boolean mayWrite(Kind kind, String field) {
        return hasColumn(kind, field) && !empty.contains(field(kind, field));
    }

    private boolean hasColumn(Kind kind, String field) {
        return !missing.contains(field(kind, field));
    }

    /** What of a table people look at: also a column that has another name now. */
    String shown(Kind kind) {
        return kind.mapping().columns().stream()
                .map(Field::column)
                .filter(column -> hasColumn(kind, column) || column.equals(RENAMED))
                .map(column -> hasColumn(kind, column) ? column : ELSEWHERE + " as " + column)
                .collect(Collectors.joining(", "));
    }

    /** The fields that one of the sides lacks now, {@code contacts.phone}. */
    public Set<String> gone() {
        return Stream.concat(archived.stream(), missing.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String field(Kind kind, String field) {
        return kind.type() + "." + field;
    }

    /** What went before Linchpin had ever looked, it would not miss. */
    void changeAnything(Draw draw) {
        isKnown |= people.world().running().isPresent();
        if (!isKnown) {
            return;
        }
        switch (draw.below(4)) {
            case 0 -> archiveProperty(draw);
            case 1 -> removeOption(draw);
            case 2 -> dropColumn(draw);
            default -> renameColumn(draw);
        }
    }

    /** Some never come back. */
    private void later(Draw draw, Runnable back) {
        if (!draw.oneIn(4)) {
            people.world().scheduler().in(Duration.ofMillis(draw.below(LONGEST)), back);
        }
    }

    // --- HubSpot's properties --------------------------------------------------------------------------------------

    /** Only the account's own ones can be archived; whoever does has seen what it holds. */
    private void archiveProperty(Draw draw) {
        var kind = people.kinds().getFirst();
        var name = draw.any(List.of("loyalty_points", INTERESTS));
        if (optionIsGone || !archived.add(field(kind, name))) {
            return;
        }
        people.tell("HubSpot: the property " + name + " is archived");
        people.known(kind)
                .forEach(id -> people.hubspot()
                        .open(kind, id)
                        .ifPresent(record ->
                                people.ledger().settle(kind.type(), name, HubSpotPeople.property(record, name))));
        people.world().account().definition("DELETE", "contacts/" + name, "");
        later(draw, () -> {
            people.tell("HubSpot: the property " + name + " is restored");
            people.world().account().definition("POST", "contacts", definition(name));
            archived.remove(field(kind, name));
        });
    }

    private void removeOption(Draw draw) {
        if (optionIsGone || archived.contains("contacts." + INTERESTS)) {
            return;
        }
        optionIsGone = true;
        var option = draw.any(Kind.INTERESTS);
        people.tell("HubSpot: " + INTERESTS + " no longer has the option " + option);
        options(Kind.INTERESTS.stream().filter(one -> !one.equals(option)).toList());
        later(draw, () -> {
            people.tell("HubSpot: " + INTERESTS + " has the option " + option + " again");
            options(Kind.INTERESTS);
            optionIsGone = false;
        });
    }

    private void options(List<String> options) {
        people.world().account().definition("PATCH", "contacts/" + INTERESTS, "{\"options\":" + json(options) + "}");
    }

    private static String definition(String name) {
        var isNumber = !name.equals(INTERESTS);
        return "{\"name\":\"" + name + "\",\"label\":\"" + name + "\",\"groupName\":\"contactinformation\",\"type\":\""
                + (isNumber ? "number" : "enumeration") + "\",\"fieldType\":\"" + (isNumber ? "number" : "checkbox")
                + "\""
                + (isNumber ? "" : ",\"options\":" + json(Kind.INTERESTS)) + "}";
    }

    private static String json(List<String> options) {
        return options.stream()
                .map(option -> "{\"label\":\"" + option + "\",\"value\":\"" + option + "\",\"displayOrder\":"
                        + options.indexOf(option) + ",\"hidden\":false}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    // --- columns ---------------------------------------------------------------------------------------------------

    /** Whoever drops a column has seen what it holds, and wants it no more. */
    private void dropColumn(Draw draw) {
        var kind = people.anyKind(draw);
        var column = kind.bulk();
        var rows = people.rows(kind);
        if (people.sql().isInTransaction() || !mayWrite(kind, column)) {
            return;
        }
        missing.add(field(kind, column));
        people.tell("SQL: the column " + column + " of " + kind.type() + " is dropped");
        rows.forEach(
                (Map<String, @Nullable String> row) -> people.ledger().settle(kind.type(), column, row.get(column)));
        people.world().place().dropColumn(kind.mapping().table(), column);
        back(draw, kind, column, "add column " + column + " text", "is there again, empty");
    }

    private void renameColumn(Draw draw) {
        var kind = people.anyKind(draw);
        if (people.sql().isInTransaction() || !missing.add(field(kind, RENAMED))) {
            return;
        }
        people.tell("SQL: the column " + RENAMED + " of " + kind.type() + " is renamed");
        people.world()
                .place()
                .define("alter table " + kind.mapping().table() + " rename column " + RENAMED + " to " + ELSEWHERE);
        back(draw, kind, RENAMED, "rename column " + ELSEWHERE + " to " + RENAMED, "has its name again");
    }

    private void back(Draw draw, Kind kind, String column, String how, String told) {
        later(draw, () -> {
            people.tell("SQL: the column " + column + " of " + kind.type() + " " + told);
            try {
                people.world().place().define("alter table " + kind.mapping().table() + " " + how);
                missing.remove(field(kind, column));
                if (!column.equals(RENAMED)) {
                    empty.add(field(kind, column));
                    rejoin(kind, column);
                }
            } catch (Refused refused) {
                people.tell("    refused: " + refused.getCause());
            }
        });
    }

    /**
     * Nobody writes into a column that is back before Linchpin has filled it: in one that came back empty it could not tell the
     * rows that nobody has written to from those that somebody cleared.
     */
    private void rejoin(Kind kind, String column) {
        var isFrozen = people.world().inspection().frozen().stream()
                .anyMatch(field -> field.type().equals(kind.mapping().type())
                        && field.name().equals(column)
                        && field.isFrozen());
        if (isFrozen) {
            people.world().scheduler().in(NOTICING, () -> rejoin(kind, column));
        } else {
            empty.remove(field(kind, column));
        }
    }
}
