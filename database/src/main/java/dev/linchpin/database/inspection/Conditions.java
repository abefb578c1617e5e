package dev.linchpin.database.inspection;

import dev.linchpin.engine.store.Inspection.Filter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a list and their parameters, as they come together. */
final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final List<@Nullable Object> arguments = new ArrayList<>();

    /** Restricts by what the table alias names, and by {@code field} where that is not empty. */
    static Conditions of(Filter filter, String alias, String field) {
        var conditions = new Conditions();
        var type = filter.type();
        if (type != null) {
            conditions.and(alias + ".object_type = ?", type.name());
        }
        var row = filter.row();
        if (row != null) {
            conditions.and(alias + ".row_key = ?", row.value());
        }
        var record = filter.record();
        if (record != null) {
            conditions.and(alias + ".hubspot_id = ?", record.value());
        }
        if (filter.field() != null && !field.isEmpty()) {
            conditions.and(field + " = ?", filter.field());
        }
        return conditions;
    }

    Conditions and(String text, Object... parameters) {
        texts.add(text);
        arguments.addAll(List.of(parameters));
        return this;
    }

    String where() {
        return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
    }

    /** The parameters, followed by one more. */
    @Nullable Object[] argumentsAnd(Object last) {
        var all = new ArrayList<>(arguments);
        all.add(last);
        return all.toArray();
    }
}
