package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Mappings of managed tables, whose columns are named like the properties, with a few fields of every kind. */
final class Mappings {
    /** HubSpot's own, in its order. */
    static final List<String> STAGES = List.of(
            "subscriber",
            "lead",
            "marketingqualifiedlead",
            "salesqualifiedlead",
            "opportunity",
            "customer",
            "evangelist",
            "other");

    private Mappings() {}

    /** @param table the table's name, qualified where the database has schemas */
    static ObjectMapping contacts(String table, Policy policy) {
        var fields = new LinkedHashMap<String, FieldType>();
        fields.put("email", FieldType.EMAIL);
        fields.put("firstname", FieldType.TEXT);
        fields.put("phone", FieldType.TEXT);
        fields.put("jobtitle", FieldType.TEXT);
        fields.put("lifecyclestage", FieldType.ENUMERATION);
        fields.put("interests", FieldType.OPTION_SET);
        fields.put("loyalty_points", FieldType.NUMBER);
        return mapping(ObjectType.CONTACTS, table, fields, List.of("email"), policy);
    }

    static ObjectMapping companies(String table, Policy policy) {
        var fields = new LinkedHashMap<String, FieldType>();
        fields.put("name", FieldType.TEXT);
        fields.put("domain", FieldType.DOMAIN);
        fields.put("phone", FieldType.TEXT);
        fields.put("city", FieldType.TEXT);
        return mapping(ObjectType.COMPANIES, table, fields, List.of("domain"), policy);
    }

    /** The mapping with other fields in place of those of their names. */
    static ObjectMapping with(ObjectMapping mapping, Field... others) {
        var fields = new LinkedHashMap<>(mapping.fields());
        for (var other : others) {
            fields.put(other.name(), other);
        }
        return new ObjectMapping(mapping.type(), mapping.layout(), fields, mapping.identity(), mapping.deletes());
    }

    /**
     * @param fields the type of each property, in the columns' order
     * @param policy of the fields whose type it fits; the others are left to people
     */
    static ObjectMapping mapping(
            ObjectType type, String table, Map<String, FieldType> fields, List<String> identity, Policy policy) {
        var mapped = new LinkedHashMap<String, Field>();
        fields.forEach((name, kind) -> mapped.put(
                name,
                new Field(
                        name,
                        name,
                        name,
                        kind,
                        Direction.BOTH,
                        policy.fits(kind) ? policy : Policy.MANUAL,
                        name.equals("lifecyclestage") ? STAGES : List.of())));
        return new ObjectMapping(type, table, "id", "hubspot_id", mapped, identity, Deletes.CARRIED_OVER);
    }
}
