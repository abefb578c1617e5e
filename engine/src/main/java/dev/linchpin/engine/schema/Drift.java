package dev.linchpin.engine.schema;

import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Transform;
import dev.linchpin.engine.schema.Blueprint.Wanted;
import dev.linchpin.engine.store.KnownField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows for one type from what its two sides have now. Pure.
 *
 * @param mapping what can be kept in step; null while the type pauses
 * @param fields what is to be remembered: mapped fields and frozen ones, and the type itself while it pauses
 * @param fresh fields mapped for the first time
 * @param thawed fields that both sides have again
 * @param redefined fields whose definition in HubSpot was changed since: it may have been away for a while, in which records
 *     showed no value of it
 */
record Drift(
        @Nullable ObjectMapping mapping,
        List<KnownField> fields,
        Set<String> fresh,
        Set<String> thawed,
        Set<String> redefined) {

    /**
     * @param properties all that HubSpot has, by name
     * @param known what was remembered last
     * @param columns of the wanted mapping's table; empty when there is none
     */
    static Drift of(
            ObjectType type,
            Wanted wanted,
            Map<String, PropertyDefinition> properties,
            List<KnownField> known,
            Set<String> columns,
            Instant now) {
        var before = new HashMap<String, KnownField>();
        known.forEach(field -> before.put(field.name(), field));
        var mapping = wanted.mapping();
        if (mapping == null) {
            return paused(type, wanted.problem(), known, now);
        }
        var everMapped = known.stream().anyMatch(field -> !field.isAboutType());
        var obstacle = everMapped ? obstacle(mapping, columns) : "";
        if (!obstacle.isEmpty()) {
            return paused(type, obstacle, known, now);
        }
        var fields = new ArrayList<KnownField>();
        var active = new LinkedHashMap<String, Field>();
        var columnless = new LinkedHashMap<String, Field>();
        var fresh = new LinkedHashSet<String>();
        var thawed = new LinkedHashSet<String>();
        var redefined = new LinkedHashSet<String>();
        for (var field : mapping.fields().values()) {
            var former = before.remove(field.name());
            if (former != null && !columns.contains(field.column())) {
                fields.add(frozen(
                        former,
                        "The table " + mapping.table() + " has no column '" + field.column() + "' any more",
                        now));
                columnless.put(field.name(), field);
                continue;
            }
            if (former == null || !former.column().equals(field.storage())) {
                fresh.add(field.name());
            } else if (former.isFrozen()) {
                thawed.add(field.name());
            }
            var property = properties.get(field.property());
            var definedAt = property == null ? null : property.updatedAt();
            if (former != null && definedAt != null && !definedAt.equals(former.definedAt())) {
                redefined.add(field.name());
            }
            active.put(field.name(), field);
            fields.add(new KnownField(type, field.name(), field.property(), field.storage(), null, null, definedAt));
        }
        var propertyless = new LinkedHashMap<String, Field>();
        for (var former : before.values()) {
            if (former.isAboutType()) {
                continue;
            }
            if (!properties.containsKey(former.property())) {
                if (columns.contains(Field.placeOf(former.column()).column())) {
                    propertyless.put(former.name(), untyped(former));
                }
                fields.add(frozen(former, "HubSpot has no property '" + former.property() + "' any more", now));
            } else if (wanted.unusable().containsKey(former.name())) {
                fields.add(frozen(former, wanted.unusable().get(former.name()), now));
            }
        }
        for (var name : mapping.identity()) {
            if (!active.containsKey(name)) {
                return paused(type, "'" + name + "', by which " + type + " are matched, is frozen", fields, now);
            }
        }
        var usable = mapping.withFields(active).withColumnless(columnless).withPropertyless(propertyless);
        return new Drift(usable, fields, fresh, thawed, redefined);
    }

    private static String obstacle(ObjectMapping mapping, Set<String> columns) {
        if (columns.isEmpty()) {
            return "The table " + mapping.table() + " is not there any more; bring it back and it goes on";
        }
        for (var column : mapping.layout().neededColumns()) {
            if (!columns.contains(column)) {
                return "The table " + mapping.table() + " has no column '" + column
                        + "' any more; bring it back and it goes on";
            }
        }
        return "";
    }

    private static Drift paused(ObjectType type, String reason, List<KnownField> fields, Instant now) {
        var remembered = new ArrayList<>(
                fields.stream().filter(field -> !field.isAboutType()).toList());
        var former = fields.stream().filter(KnownField::isAboutType).findFirst();
        remembered.add(former.orElseGet(() -> new KnownField(type, "", "", "", reason, now, null)));
        return new Drift(null, remembered, Set.of(), Set.of(), Set.of());
    }

    private static Field untyped(KnownField former) {
        var place = Field.placeOf(former.column());
        return new Field(
                        former.name(),
                        former.property(),
                        place.column(),
                        FieldType.TEXT,
                        Direction.TO_HUBSPOT,
                        Policy.MANUAL)
                .heldAt(place, Transform.NONE);
    }

    private static KnownField frozen(KnownField former, String reason, Instant now) {
        return new KnownField(
                former.type(),
                former.name(),
                former.property(),
                former.column(),
                reason,
                Objects.requireNonNullElse(former.since(), now),
                former.definedAt());
    }
}
