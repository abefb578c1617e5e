package dev.linchpin.systemtests;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares the two sides, all fields of all contacts, through HubSpot's API and SQL. Knows by HubSpot's own definitions what
 * kind a property is of, and shares no code with the product, whose errors it would share.
 */
final class Agreement {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd['T'][' ']HH:mm:ss")
            .optionalStart()
            .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[XXX][X]")
            .toFormatter(Locale.ROOT);

    /** One field of one record that differs, or a record without its counterpart, where the field is empty. */
    record Difference(
            String record,
            String field,
            @Nullable String inSql,
            @Nullable String inHubSpot) {}

    private Agreement() {}

    static List<Difference> differences(Account account, Table table) {
        var fields = table.fields();
        var kinds = kinds(account);
        var records = account.contacts(fields);
        var differences = new ArrayList<Difference>();
        var seen = new HashSet<String>();
        for (var row : table.rows()) {
            var id = row.get("hubspot_id");
            var record = id == null ? null : records.get(id);
            if (id == null || record == null) {
                differences.add(new Difference("row " + row.get("id") + " (" + id + ")", "", row.get("email"), null));
                continue;
            }
            if (!seen.add(id)) {
                differences.add(new Difference(id, "", "a second row " + row.get("id"), null));
            }
            for (var field : fields) {
                var kind = kinds.getOrDefault(field, "no such property");
                var local = row.get(field);
                var remote = record.path(field).asString(null);
                if (!canonical(kind, local).equals(canonical(kind, remote))) {
                    differences.add(new Difference(id, field, local, remote));
                }
            }
        }
        records.keySet().stream()
                .filter(id -> !seen.contains(id))
                .forEach(id -> differences.add(new Difference(id, "", null, "a record without a row")));
        return differences;
    }

    private static Map<String, String> kinds(Account account) {
        var kinds = new HashMap<String, String>();
        for (JsonNode property : account.properties()) {
            kinds.put(property.path("name").asString(), kind(property));
        }
        return kinds;
    }

    private static String kind(JsonNode property) {
        if (property.path("name").asString().equals("email")) {
            return "address";
        }
        var type = property.path("type").asString();
        var takesSeveral = property.path("fieldType").asString().equals("checkbox");
        return takesSeveral && type.equals("enumeration") ? "options" : type;
    }

    private static String canonical(String kind, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return "";
        }
        return switch (kind) {
            case "number" -> new BigDecimal(text).stripTrailingZeros().toPlainString();
            case "bool" -> List.of("1", "t", "true").contains(text) ? "true" : "false";
            case "date" -> text.substring(0, 10);
            case "datetime" ->
                OffsetDateTime.parse(hasZone(text) ? text : text + "Z", TIME)
                        .toInstant()
                        .toString();
            // HubSpot keeps addresses in lower case, the row keeps what was written.
            case "address" -> text.strip().toLowerCase(Locale.ROOT);
            case "options" -> String.join(";", new TreeSet<>(List.of(text.split(";"))));
            case "string", "enumeration", "phone_number" -> text.strip();
            default -> throw new IllegalStateException("HubSpot has a property of the kind '" + kind + "'");
        };
    }

    /** MariaDB's moments have none, and are UTC. */
    private static boolean hasZone(String time) {
        return time.endsWith("Z") || time.matches(".*[+-]\\d\\d(:?\\d\\d)?");
    }
}
