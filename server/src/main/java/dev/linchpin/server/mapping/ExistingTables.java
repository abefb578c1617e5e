package dev.linchpin.server.mapping;

import dev.linchpin.database.dialect.Column;
import dev.linchpin.database.schema.TableCatalogue;
import dev.linchpin.database.schema.TableCatalogue.Description;
import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Place;
import dev.linchpin.server.config.AssociationSettings;
import dev.linchpin.server.config.ObjectSettings;
import dev.linchpin.server.config.ObjectSettings.ExistingTable;
import dev.linchpin.server.config.Problem;
import dev.linchpin.server.spelling.NearMiss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether tables that are there already have what the configuration says. */
public final class ExistingTables {
    /** Columns by which rows are marked in place of being deleted. */
    private static final String DELETED_AT = "deleted_at";

    /** Their text depends on the session that asks. */
    private static final List<String> NO_KEYS = List.of("timestamp with time zone", "bytea", "json", "jsonb", "real");

    private final TableCatalogue tables;
    private final List<Problem> problems;

    /** @param problems what does not fit is added here */
    public ExistingTables(TableCatalogue tables, List<Problem> problems) {
        this.tables = tables;
        this.problems = problems;
    }

    /** The same with the capture decided where nobody said anything about it: a view takes no triggers. */
    public static List<ObjectSettings> withCapture(List<ObjectSettings> objects, TableCatalogue tables) {
        return objects.stream()
                .map(object -> {
                    var table = object.table();
                    return table == null || table.isPolled() != null
                            ? object
                            : object.withTable(table.polled(tables.describe(table.name())
                                    .map(found -> !found.takesTriggers())
                                    .orElse(false)));
                })
                .toList();
    }

    /**
     * Adds to the problems what the table lacks.
     *
     * @param known fields that were mapped before: what the table lacks of these was taken away since, and is waited for
     * @return what is no obstacle, but to be known, in sentences for people
     */
    public List<String> check(ObjectSettings settings, ExistingTable table, ObjectMapping mapping, Set<String> known) {
        var found = tables.describe(table.name());
        if (found.isEmpty()) {
            if (known.isEmpty()) {
                problem(
                        table,
                        "there is no table '" + table.name() + "'" + NearMiss.hint(table.name(), tables.tables()));
            }
            return List.of();
        }
        var description = found.get();
        var before = problems.size();
        table.key().forEach(column -> checkKey(table, column, description));
        if (problems.size() == before && description.takesTriggers() && !description.isUnique(table.key())) {
            problem(
                    table,
                    "rows of '" + table.name() + "' may have the same " + String.join(", ", table.key())
                            + ": name the columns of its primary key, or of another unique key");
        }
        if (table.hubspotId() != null) {
            checkPlace(table.hubspotId(), table.where(), table, description);
        }
        mapping.fields().forEach((name, field) -> {
            var chosen = settings.fields().get(name);
            if (!known.contains(name)) {
                checkPlace(field.place(), chosen == null ? table.where() : chosen.where(), table, description);
            }
        });
        if (settings.deletes().recordArchived() == OnRecordArchived.MARK
                && !description.columns().containsKey(DELETED_AT)) {
            problem(
                    table,
                    "deletes.in-hubspot: mark needs a column " + DELETED_AT + " in '" + table.name()
                            + "'; add it, or choose another");
        }
        return problems.size() > before ? List.of() : remarks(settings, table, mapping, description);
    }

    /** Adds to the problems the foreign keys that the table lacks. */
    public void checkAssociations(ExistingTable table, ObjectMapping mapping, List<AssociationSettings> associations) {
        var found = tables.describe(table.name());
        for (var association : associations) {
            var column = association.column();
            if (column != null && mapping.edge(association.name()).isPresent() && found.isPresent()) {
                checkPlace(Place.ofColumn(column), association.where(), table, found.get());
            }
        }
    }

    private void checkKey(ExistingTable table, String name, Description description) {
        var column = description.columns().get(name);
        if (column == null) {
            missing(name, table.where(), table, description);
        } else if (NO_KEYS.contains(column.type().toLowerCase(Locale.ROOT))) {
            problem(table, "rows cannot be told apart by '" + name + "', which is of the type " + column.type());
        }
    }

    private void checkPlace(Place place, String where, ExistingTable table, Description description) {
        var column = description.columns().get(place.column());
        if (column == null) {
            missing(place.column(), where, table, description);
        } else if (place.isInDocument() && !tables.holdsDocuments(column)) {
            problems.add(new Problem(
                    where,
                    "the column '" + place.column() + "' of '" + table.name() + "' is of the type " + column.type()
                            + " and holds no JSON documents, so there is no " + place));
        }
    }

    private void missing(String name, String where, ExistingTable table, Description description) {
        problems.add(new Problem(
                where,
                "the table '" + table.name() + "' has no column '" + name + "'"
                        + NearMiss.hint(name, description.columns().keySet())));
    }

    private void problem(ExistingTable table, String message) {
        problems.add(new Problem(table.where(), message));
    }

    private static List<String> remarks(
            ObjectSettings settings, ExistingTable table, ObjectMapping mapping, Description description) {
        var remarks = new ArrayList<String>();
        if (mapping.layout().isPolled()) {
            remarks.add("The rows of " + table.name() + " are compared every "
                    + table.pollEvery().toSeconds()
                    + " s for want of triggers: when a field was edited is not known"
                    + (table.hubspotId() == null
                            ? ", and a row whose key is changed is taken for another one; name a hubspot-id"
                            : ""));
        }
        var unfilled = unfilled(mapping, description);
        if (!unfilled.isEmpty()) {
            remarks.add(
                    "New HubSpot " + settings.type() + " get no row in " + table.name() + " unless a trigger of yours"
                            + " fills " + unfilled + ": map properties to that, or give it a default");
        }
        return remarks;
    }

    /** Columns that an insert has to name, and that nothing is mapped to. */
    private static String unfilled(ObjectMapping mapping, Description description) {
        var filled = mapping.fields().values().stream()
                .filter(field -> field.direction() != Direction.TO_HUBSPOT)
                .map(Field::column)
                .collect(Collectors.toSet());
        return description.columns().values().stream()
                .filter(column -> column.required() && !column.filled())
                .map(Column::name)
                .filter(column -> !filled.contains(column))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
