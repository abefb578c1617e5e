package dev.linchpin.torture.world;

import static dev.linchpin.engine.model.FieldType.DOMAIN;
import static dev.linchpin.engine.model.FieldType.EMAIL;
import static dev.linchpin.engine.model.FieldType.ENUMERATION;
import static dev.linchpin.engine.model.FieldType.NUMBER;
import static dev.linchpin.engine.model.FieldType.OPTION_SET;
import static dev.linchpin.engine.model.FieldType.TEXT;

import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What is mapped in every history. Fields, columns and properties have the same names. */
final class Mappings {
    private Mappings() {}

    /** Tables and triggers are the same whatever the policies. */
    static List<ObjectMapping> plain(Set<Extra> extras, Function<ObjectType, String> table) {
        return of(Options.plain(extras), table);
    }

    static List<ObjectMapping> of(Options options, Function<ObjectType, String> table) {
        var contacts = new LinkedHashMap<String, FieldType>();
        contacts.put("email", EMAIL);
        contacts.put("firstname", TEXT);
        contacts.put("phone", TEXT);
        contacts.put("jobtitle", TEXT);
        contacts.put("lifecyclestage", ENUMERATION);
        contacts.put("interests", OPTION_SET);
        contacts.put("loyalty_points", NUMBER);
        var companies = new LinkedHashMap<String, FieldType>();
        companies.put("domain", DOMAIN);
        companies.put("name", TEXT);
        companies.put("phone", TEXT);
        companies.put("city", TEXT);
        companies.put("industry", ENUMERATION);
        companies.put("numberofemployees", NUMBER);
        return List.of(
                mapping(options, ObjectType.CONTACTS, contacts, "email", table).withEdges(edges(options)),
                mapping(options, ObjectType.COMPANIES, companies, "domain", table));
    }

    private static List<EdgeMapping> edges(Options options) {
        return options.has(Extra.ASSOCIATIONS)
                ? List.of(new EdgeMapping(
                        "company",
                        ObjectType.COMPANIES,
                        new EdgeMapping.Holder.Column("company_id"),
                        EdgeMapping.PRIMARY,
                        Direction.BOTH,
                        options.policy("contacts", "company")))
                : List.of();
    }

    private static ObjectMapping mapping(
            Options options,
            ObjectType type,
            Map<String, FieldType> types,
            String identity,
            Function<ObjectType, String> table) {
        var fields = new LinkedHashMap<String, Field>();
        types.forEach((name, fieldType) -> fields.put(
                name,
                new Field(
                        name,
                        name,
                        name,
                        fieldType,
                        options.direction(type.name(), name),
                        options.policy(type.name(), name))));
        return new ObjectMapping(
                type, table.apply(type), "id", "hubspot_id", fields, List.of(identity), options.deletes());
    }
}
