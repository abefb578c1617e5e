package dev.linchpin.server.records;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Row;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as JSON: its ids and all its fields, numbers and truth values as such, blank as null. */
final class RecordJson {
    private RecordJson() {}

    static Map<String, @Nullable Object> of(ObjectMapping mapping, Row row) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("id", row.key().value());
        members.put("hubspot_id", hubspotId(row));
        mapping.fields().forEach((name, field) -> members.put(name, json(field.type(), row.value(name))));
        return Collections.unmodifiableMap(members);
    }

    static @Nullable String hubspotId(Row row) {
        var id = row.hubspotId();
        return id == null ? null : id.value();
    }

    /** Text that does not fit its type, which SQLite lets into any column, stays text. */
    static @Nullable Object json(FieldType type, Value value) {
        if (value.isBlank()) {
            return null;
        }
        var text = value.text();
        return switch (type) {
            case NUMBER -> number(text);
            case BOOLEAN -> text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
            case TEXT, EMAIL, DOMAIN, DATE, DATETIME, ENUMERATION, OPTION_SET -> text;
        };
    }

    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }
}
