package dev.linchpin.engine.store;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
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
 * @param gone what becomes of rows that HubSpot no longer has
 * @param mirrored whether it belongs to a mirror: it is named like one, and has {@code created_at} and {@code updated_at}, too
 */
public record ReferenceTable(
        String name, List<String> key, Map<String, FieldType> columns, Gone gone, boolean mirrored) {
    /** Says of a row that HubSpot no longer has it. */
    public static final String ARCHIVED = "archived";

    /** Says of a row that HubSpot has it. */
    public static final String ACTIVE = "active";

    /**
     * What becomes of rows that HubSpot no longer has. Most stay, with a mark in a column of their own: records go on
     * referring to an owner who left, and his name must not vanish from under them.
     */
    public enum Gone {
        ARCHIVED(ReferenceTable.ARCHIVED, "true", "false"),
        INACTIVE(ReferenceTable.ACTIVE, "false", "true"),
        DELETED("", "", "");

        private final String column;
        private final String mark;
        private final String there;

        Gone(String column, String mark, String there) {
            this.column = column;
            this.mark = mark;
            this.there = there;
        }

        /** The column that tells; empty where rows are deleted. */
        public String column() {
            return column;
        }

        /** What it holds in a row that HubSpot no longer has. */
        public Value mark() {
            return Value.of(mark);
        }

        /** What it holds in a row that HubSpot has. */
        public Value there() {
            return Value.of(there);
        }
    }

    public static final ReferenceTable PIPELINES = new ReferenceTable(
            "pipelines",
            List.of("object_type", "id"),
            columns("object_type", "id", "label").number("display_order").build(),
            Gone.ARCHIVED);

    public static final ReferenceTable STAGES = new ReferenceTable(
            "pipeline_stages",
            List.of("object_type", "pipeline_id", "id"),
            columns("object_type", "pipeline_id", "id", "label")
                    .number("display_order")
                    .flag("closed")
                    .number("probability")
                    .build(),
            Gone.ARCHIVED);

    public static final ReferenceTable OWNERS = new ReferenceTable(
            "owners",
            List.of("id"),
            columns("id", "user_id", "email", "first_name", "last_name", "kind").build(),
            Gone.ARCHIVED);

    public static final ReferenceTable LISTS = new ReferenceTable(
            "lists",
            List.of("id"),
            columns("id", "name", "object_type", "processing").build(),
            Gone.ARCHIVED);

    public static final ReferenceTable MEMBERSHIPS = new ReferenceTable(
            "list_memberships",
            List.of("list_id", "record_id"),
            columns("list_id", "record_id").time("added_at").build(),
            Gone.DELETED);

    private ReferenceTable(String name, List<String> key, Map<String, FieldType> columns, Gone gone) {
        this(name, key, columns, gone, false);
    }

    public ReferenceTable {
        var all = new LinkedHashMap<>(columns);
        if (gone != Gone.DELETED) {
            all.put(gone.column(), FieldType.BOOLEAN);
        }
        columns = Collections.unmodifiableMap(all);
        key = List.copyOf(key);
    }

    /** The pipelines of one mirrored type. */
    public static ReferenceTable mirroredPipelines(ObjectType type) {
        return new ReferenceTable(
                singular(type) + "_pipelines",
                List.of("id"),
                columns("id", "label")
                        .number("display_order")
                        .time("created_at_hubspot")
                        .time("updated_at_hubspot")
                        .build(),
                Gone.INACTIVE,
                true);
    }

    /** The stages of all pipelines of one mirrored type. */
    public static ReferenceTable mirroredStages(ObjectType type) {
        return new ReferenceTable(
                singular(type) + "_stages",
                List.of("id"),
                columns("id", "pipeline_id", "label")
                        .number("display_order")
                        .text("metadata_json")
                        .time("created_at_hubspot")
                        .time("updated_at_hubspot")
                        .build(),
                Gone.INACTIVE,
                true);
    }

    private static String singular(ObjectType type) {
        var name = type.name();
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
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
        Columns text(String name) {
            all.put(name, FieldType.TEXT);
            return this;
        }

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
