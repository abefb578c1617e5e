package dev.linchpin.server.config;

import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Scope;
import dev.linchpin.engine.model.Traits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object type that is kept in step with a managed table.
 *
 * @param match names of the fields that say that a row and a record are the same thing, strongest first
 * @param defaultPolicy for fields that name none of their own
 * @param fields overrides, by field name
 * @param scope rows and records outside of it are left alone
 * @param associations that lead from this type
 * @param traits how the type is settled, linked and created, as far as the configuration says
 * @param where for complaints that only HubSpot's catalogue of properties can give rise to
 */
public record ObjectSettings(
        ObjectType type,
        List<String> match,
        Policy defaultPolicy,
        Map<String, FieldSettings> fields,
        Deletes deletes,
        Scope scope,
        List<AssociationSettings> associations,
        Traits traits,
        String where) {
    /** Without associations or any peculiarity. */
    public ObjectSettings(
            ObjectType type,
            List<String> match,
            Policy defaultPolicy,
            Map<String, FieldSettings> fields,
            Deletes deletes,
            Scope scope,
            String where) {
        this(type, match, defaultPolicy, fields, deletes, scope, List.of(), Traits.NONE, where);
    }

    public ObjectSettings {
        associations = List.copyOf(associations);
        match = List.copyOf(match);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public ObjectSettings withTraits(Traits other) {
        return new ObjectSettings(type, match, defaultPolicy, fields, deletes, scope, associations, other, where);
    }

    /** What somebody said about one field; null where they said nothing. */
    public record FieldSettings(
            @Nullable Policy policy, @Nullable Direction direction, String where) {}

    /** Everything by default: contacts are matched by their address, companies by their domain. */
    public static ObjectSettings byDefault(ObjectType type) {
        return new ObjectSettings(
                type,
                usualMatch(type),
                Policy.MANUAL,
                Map.of(),
                Deletes.CARRIED_OVER,
                Scope.EVERYTHING,
                "objects." + type);
    }

    static List<String> usualMatch(ObjectType type) {
        return switch (type.name()) {
            case "contacts" -> List.of("email");
            case "companies" -> List.of("domain");
            default -> List.of();
        };
    }
}
