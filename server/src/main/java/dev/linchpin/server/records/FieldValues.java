package dev.linchpin.server.records;

import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Row;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import dev.linchpin.server.spelling.NearMiss;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks what people send for the fields of a record, all of it before anything is stored. */
public final class FieldValues {
    /** HubSpot's own bound on texts. */
    private static final int LONGEST = 65_536;

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

    private record Fault(String field, String message) {}

    private final ObjectMapping mapping;
    private final @Nullable Row before;
    private final List<Fault> faults = new ArrayList<>();

    private FieldValues(ObjectMapping mapping, @Nullable Row before) {
        this.mapping = mapping;
        this.before = before;
    }

    /**
     * The values by field name.
     *
     * @param before the row as it is; what is read-only may be sent back as it was read. Null for a new row
     * @throws ProblemException 400 naming every field that does not fit, and why
     */
    static Map<String, Value> of(ObjectMapping mapping, @Nullable Row before, ObjectNode body) {
        return new FieldValues(mapping, before).read(body);
    }

    /**
     * The value of one field.
     *
     * @throws ProblemException 400 saying why it does not fit
     */
    public static Value one(ObjectMapping mapping, Field field, JsonNode sent) {
        var body = new ObjectNode(JsonNodeFactory.instance);
        body.set(field.name(), sent);
        return of(mapping, null, body).getOrDefault(field.name(), Value.BLANK);
    }

    private Map<String, Value> read(ObjectNode body) {
        var values = new LinkedHashMap<String, Value>();
        for (var member : body.properties()) {
            var name = member.getKey();
            var field = mapping.fields().get(name);
            if (field != null) {
                var value = value(field, member.getValue());
                if (value != null && isAllowed(field, value)) {
                    values.put(name, value);
                }
            } else if (!isOwnMember(name, member.getValue())) {
                var known = mapping.fields().keySet();
                fault(name, "There is no field '" + name + "' on " + mapping.type() + NearMiss.hint(name, known));
            }
        }
        if (!faults.isEmpty()) {
            var first = faults.getFirst();
            throw ProblemDetails.of(400, "invalid_field", "A field does not fit", first.message())
                    .with("field", first.field())
                    .with("errors", faults)
                    .asException();
        }
        return values;
    }

    /** What was read may be sent back whole, with its ids. */
    private boolean isOwnMember(String name, JsonNode sent) {
        if (!name.equals("id") && !name.equals("hubspot_id")) {
            return false;
        }
        var row = before;
        var held = row == null ? null : name.equals("id") ? row.key().value() : RecordJson.hubspotId(row);
        var same = sent.isNull() ? held == null : sent.asString("").equals(held);
        if (!same) {
            fault(name, "'" + name + "' is given by Linchpin and cannot be set.");
        }
        return true;
    }

    private boolean isAllowed(Field field, Value value) {
        if (field.direction() != Direction.FROM_HUBSPOT) {
            return true;
        }
        if (before == null || !field.type().same(before.value(field.name()), value)) {
            fault(field.name(), "'" + field.name() + "' only comes from HubSpot and cannot be set here.");
        }
        return false;
    }

    private @Nullable Value value(Field field, JsonNode sent) {
        if (sent.isNull()) {
            return Value.BLANK;
        }
        var text = text(field, sent);
        if (text == null) {
            return null;
        }
        if (text.length() > LONGEST) {
            return fault(field.name(), "'" + field.name() + "' may have at most " + LONGEST + " characters.");
        }
        if (text.indexOf('\0') >= 0) {
            return fault(field.name(), "'" + field.name() + "' must not contain the character U+0000.");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return fault(field.name(), "'" + field.name() + "' holds half a character (an unpaired surrogate).");
        }
        var value = field.type().read(text);
        var expected = value.isBlank() ? null : expectation(field.type(), value.text());
        return expected == null ? value : fault(field.name(), "'" + field.name() + "' must be " + expected + ".");
    }

    private @Nullable String text(Field field, JsonNode sent) {
        if (sent.isString() || sent.isNumber() || sent.isBoolean()) {
            return sent.asString();
        }
        if (sent instanceof ArrayNode array && field.type() == FieldType.OPTION_SET) {
            var options = new ArrayList<String>();
            array.forEach(option -> options.add(option.asString("")));
            return String.join(";", options);
        }
        fault(field.name(), "'" + field.name() + "' must be one value, not an object or a list.");
        return null;
    }

    /** What was expected instead; null when the canonical text fits the type. */
    private static @Nullable String expectation(FieldType type, String text) {
        return switch (type) {
            case NUMBER -> parses(() -> new BigDecimal(text)) ? null : "a number";
            case BOOLEAN -> text.equals("true") || text.equals("false") ? null : "true or false";
            case DATE -> parses(() -> LocalDate.parse(text)) ? null : "a date, written 2026-01-31";
            case DATETIME -> parses(() -> Instant.parse(text)) ? null : "a time, written 2026-01-31T12:00:00Z";
            case EMAIL -> ADDRESS.matcher(text).matches() ? null : "an email address";
            case TEXT, DOMAIN, ENUMERATION, OPTION_SET -> null;
        };
    }

    private static boolean parses(Runnable parsing) {
        try {
            parsing.run();
            return true;
        } catch (NumberFormatException | DateTimeException unreadable) {
            return false;
        }
    }

    private @Nullable Value fault(String field, String message) {
        faults.add(new Fault(field, message));
        return null;
    }
}
