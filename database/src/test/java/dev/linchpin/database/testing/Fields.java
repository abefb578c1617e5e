package dev.linchpin.database.testing;

import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Mappings and values, written briefly. */
public final class Fields {
    private Fields() {}

    public static Field field(String name, FieldType type) {
        return new Field(name, name, name, type, Direction.BOTH, Policy.MANUAL);
    }

    public static ObjectMapping mapping(ObjectType type, String table, List<String> identity, Field... fields) {
        var byName = new LinkedHashMap<String, Field>();
        for (var field : fields) {
            byName.put(field.name(), field);
        }
        return new ObjectMapping(type, table, "id", "hubspot_id", byName, identity, Deletes.CARRIED_OVER);
    }

    /** Contacts with a field of each type. */
    public static ObjectMapping contacts(String table) {
        return mapping(
                ObjectType.CONTACTS,
                table,
                List.of("email"),
                field("email", FieldType.EMAIL),
                field("name", FieldType.TEXT),
                field("website", FieldType.DOMAIN),
                field("score", FieldType.NUMBER),
                field("subscribed", FieldType.BOOLEAN),
                field("birthday", FieldType.DATE),
                field("seen", FieldType.DATETIME),
                field("stage", FieldType.ENUMERATION),
                field("interests", FieldType.OPTION_SET));
    }

    /** Field names and texts by turns. */
    public static Map<String, Value> valuesOf(String... namesAndTexts) {
        var values = new HashMap<String, Value>();
        for (int index = 0; index < namesAndTexts.length; index += 2) {
            values.put(namesAndTexts[index], Value.of(namesAndTexts[index + 1]));
        }
        return values;
    }
}
