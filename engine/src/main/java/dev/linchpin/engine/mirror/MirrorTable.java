package dev.linchpin.engine.mirror;

import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A mirror's table as HubSpot's definitions want it.
 *
 * @param name qualified where the database has schemas
 * @param columns what holds a property, beside the columns that every mirror has; no two of one name
 * @param properties what is read of every record
 * @param json whether {@link #PROPERTIES_JSON}, which holds all that is read, is among them
 * @param archived what becomes of the row of a record that was archived or merged away
 */
public record MirrorTable(
        ObjectType type,
        String name,
        List<Column> columns,
        List<String> properties,
        boolean json,
        OnRecordArchived archived) {
    /** The key: HubSpot's id. */
    public static final String ID = "id";

    /** HubSpot's id again, by the name that it has in tables that are kept in step both ways. */
    public static final String HUBSPOT_ID = "hubspot_id";

    /** When the row last changed. */
    public static final String SYNCED_AT = "synced_at";

    /** When the row was made. */
    public static final String CREATED_AT = "created_at";

    /** When the row last changed. */
    public static final String UPDATED_AT = "updated_at";

    /** When the record was seen archived, where such rows are kept. */
    public static final String DELETED_AT = "deleted_at";

    /** All properties of the record. */
    public static final String PROPERTIES_JSON = "properties_json";

    private static final Set<String> OWN =
            Set.of(ID, HUBSPOT_ID, SYNCED_AT, CREATED_AT, UPDATED_AT, DELETED_AT, PROPERTIES_JSON);

    /**
     * HubSpot names the time of the last modification differently from type to type; a mirror has it by both names, so that
     * one query fits all.
     */
    private static final List<String> MODIFIED = List.of("lastmodifieddate", "hs_lastmodifieddate");

    /** One column and the property that it holds. */
    public record Column(String name, String property, FieldType type) {}

    public MirrorTable {
        columns = List.copyOf(columns);
        properties = List.copyOf(properties);
    }

    /** @param catalogue all that HubSpot has; what the settings name besides has no column (any more) */
    static MirrorTable of(MirrorSettings settings, List<PropertyDefinition> catalogue) {
        var types = new LinkedHashMap<String, FieldType>();
        catalogue.forEach(property -> types.put(property.name(), property.type()));
        var wanted = new LinkedHashSet<>(settings.properties().isEmpty() ? types.keySet() : settings.properties());
        var columns = new ArrayList<Column>();
        for (var name : wanted) {
            var type = types.get(name);
            if (type != null && !OWN.contains(name) && !MODIFIED.contains(name)) {
                columns.add(new Column(name, name, type));
            }
        }
        MODIFIED.forEach(name -> columns.add(modified(name, settings.type(), types)));
        var read = new LinkedHashSet<>(columns.stream().map(Column::property).toList());
        if (settings.json()) {
            read.addAll(types.keySet());
        }
        return new MirrorTable(
                settings.type(), settings.table(), columns, List.copyOf(read), settings.json(), settings.archived());
    }

    private static Column modified(String name, ObjectType type, Map<String, FieldType> types) {
        var property = types.containsKey(name) ? name : HubSpot.lastModified(type);
        return new Column(name, property, FieldType.DATETIME);
    }

    /** Names of properties that would have a column but for one of Linchpin's own of the same name. */
    public static List<String> leftOut(MirrorSettings settings, List<PropertyDefinition> catalogue) {
        return catalogue.stream()
                .map(PropertyDefinition::name)
                .filter(OWN::contains)
                .filter(name ->
                        settings.properties().isEmpty() || settings.properties().contains(name))
                .toList();
    }

    /** The column that holds what HubSpot itself goes by when it says that a record was modified. */
    public String modifiedColumn() {
        return HubSpot.lastModified(type);
    }
}
