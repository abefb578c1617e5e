package dev.linchpin.server.config;

import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Scope;
import dev.linchpin.engine.model.TableLayout;
import dev.linchpin.engine.model.Traits;
import dev.linchpin.engine.model.Transform;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object type that is kept in step with a table.
 *
 * @param table the table that is there already; null: Linchpin makes one
 * @param match names of the fields that say that a row and a record are the same thing, strongest first
 * @param defaultPolicy for fields that name none of their own
 * @param fields overrides, by field name; of an existing table all the fields there are
 * @param scope rows and records outside of it are left alone
 * @param associations that lead from this type
 * @param traits how the type is settled, linked and created, as far as the configuration says
 * @param where for complaints that only HubSpot's catalogue of properties can give rise to
 */
public record ObjectSettings(
        ObjectType type,
        @Nullable ExistingTable table,
        List<String> match,
        Policy defaultPolicy,
        Map<String, FieldSettings> fields,
        Deletes deletes,
        Scope scope,
        List<AssociationSettings> associations,
        Traits traits,
        String where) {
    /** With a managed table, and without associations or any peculiarity. */
    public ObjectSettings(
            ObjectType type,
            List<String> match,
            Policy defaultPolicy,
            Map<String, FieldSettings> fields,
            Deletes deletes,
            Scope scope,
            String where) {
        this(type, null, match, defaultPolicy, fields, deletes, scope, List.of(), Traits.NONE, where);
    }

    public ObjectSettings {
        associations = List.copyOf(associations);
        match = List.copyOf(match);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public ObjectSettings withTraits(Traits other) {
        return new ObjectSettings(
                type, table, match, defaultPolicy, fields, deletes, scope, associations, other, where);
    }

    public ObjectSettings withTable(ExistingTable other) {
        return new ObjectSettings(
                type, other, match, defaultPolicy, fields, deletes, scope, associations, traits, where);
    }

    /**
     * A table that is mapped as it is.
     *
     * @param key its key's columns
     * @param hubspotId where its rows keep the ids of their records; null: nowhere
     * @param isPolled whether its rows are compared over and over in place of triggers; null: if it takes none
     * @param pollEvery how long after that was done it is done again
     */
    public record ExistingTable(
            String name,
            List<String> key,
            @Nullable Place hubspotId,
            @Nullable Boolean isPolled,
            Duration pollEvery,
            String where) {
        public ExistingTable {
            key = List.copyOf(key);
        }

        /** As it was decided. */
        public ExistingTable polled(boolean decided) {
            return new ExistingTable(name, key, hubspotId, decided, pollEvery, where);
        }

        public TableLayout layout() {
            var layout = TableLayout.existing(name, key, hubspotId);
            return isPolled != null && isPolled ? layout.polledEvery(pollEvery) : layout;
        }
    }

    /**
     * What somebody said about one field; null where they said nothing.
     *
     * @param place where an existing table's rows hold it; null: in a column named like the property
     * @param transform how they hold it
     * @param lossy whether it is accepted that the transform loses something
     */
    public record FieldSettings(
            @Nullable Policy policy,
            @Nullable Direction direction,
            @Nullable Place place,
            Transform transform,
            boolean lossy,
            String where) {
        /** Of a managed table. */
        public FieldSettings(@Nullable Policy policy, @Nullable Direction direction, String where) {
            this(policy, direction, null, Transform.NONE, false, where);
        }
    }

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
