package dev.linchpin.engine.store;

import dev.linchpin.engine.model.FieldType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A read-only table that Linchpin fills, named without its schema. Besides its own columns it has {@code synced_at}, when the
 * row last changed.
 *
 * @param key the columns that tell rows apart
 * @param columns all columns, the key's too, with what they hold
 * @param archives rows that HubSpot no longer has stay, with a mark in a column of their own: records go on referring to an
 *     owner who left, and his name must not vanish from under them. Otherwise they are deleted.
 */
public record ReferenceTable(String name, List<String> key, Map<String, FieldType> columns, boolean archives) {
    /** Says of a row that HubSpot no longer has it. */
    public static final String ARCHIVED = "archived";

    public static final ReferenceTable PIPELINES = new ReferenceTable(
            "pipelines",
            List.of("object_type", "id"),
            columns("object_type", "id", "label").number("display_order").build(),
            true);

    public static final ReferenceTable STAGES = new ReferenceTable(
            "pipeline_stages",
            List.of("object_type", "pipeline_id", "id"),
            columns("object_type", "pipeline_id", "id", "label")
                    .number("display_order")
                    .flag("closed")
                    .number("probability")
                    .build(),
            true);

    public static final ReferenceTable OWNERS = new ReferenceTable(
            "owners",
            List.of("id"),
            columns("id", "user_id", "email", "first_name", "last_name", "kind").build(),
            true);

    public static final ReferenceTable LISTS = new ReferenceTable(
            "lists",
            List.of("id"),
            columns("id", "name", "object_type", "processing").build(),
            true);

    public static final ReferenceTable MEMBERSHIPS = new ReferenceTable(
            "list_memberships",
            List.of("list_id", "record_id"),
            columns("list_id", "record_id").time("added_at").build(),
            false);

    public ReferenceTable {
        var all = new LinkedHashMap<>(columns);
        if (archives) {
            all.put(ARCHIVED, FieldType.BOOLEAN);
        }
        columns = Collections.unmodifiableMap(all);
        key = List.copyOf(key);
    }

    /** The columns that do not tell rows apart. */
    public List<String> others() {
        var others = new ArrayList<>(columns.keySet());
        others.removeAll(key);
        return others;
    }

    private static Columns columns(String... texts) {
        var columns = new Columns(new LinkedHashMap<>());
        for (var text : texts) {
            columns.all().put(text, FieldType.TEXT);
        }
        return columns;
    }

    private record Columns(LinkedHashMap<String, FieldType> all) {
        Columns number(String name) {
            all.put(name, FieldType.NUMBER);
            return this;
        }

        Columns flag(String name) {
            all.put(name, FieldType.BOOLEAN);
            return this;
        }

        Columns time(String name) {
            all.put(name, FieldType.DATETIME);
            return this;
        }

        Map<String, FieldType> build() {
            return all;
        }
    }
}
