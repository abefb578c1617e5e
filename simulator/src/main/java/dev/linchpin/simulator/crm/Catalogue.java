package dev.linchpin.simulator.crm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The property definitions of one object type. Reads are thread-safe and never block; changes are made under the
 * account's lock.
 */
public final class Catalogue {

    private final ObjectType type;
    private volatile Map<String, Property> byName;

    Catalogue(ObjectType type, List<Property> properties) {
        this.type = type;
        var map = new LinkedHashMap<String, Property>();
        properties.forEach(property -> map.put(property.name(), property));
        this.byName = Collections.unmodifiableMap(map);
    }

    /** The type it describes. */
    public ObjectType type() {
        return type;
    }

    /** All definitions, archived ones included. */
    public List<Property> all() {
        return new ArrayList<>(byName.values());
    }

    /** The definition in use with that name, or null. */
    public @Nullable Property find(String name) {
        Property property = byName.get(name);
        return property == null || property.isArchived() ? null : property;
    }

    /** The definition with that name even if archived, or null. */
    public @Nullable Property findAny(String name) {
        return byName.get(name);
    }

    /**
     * The definition in use with that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Property require(String name) {
        Property property = find(name);
        if (property == null) {
            throw new IllegalArgumentException(type.name() + " have no property " + name);
        }
        return property;
    }

    /** The value of a property in a record, derived if need be; null when it has none. */
    public @Nullable String value(StoredRecord record, Property property) {
        return property.derivation() == Derivation.STORED
                ? record.value(property.slot())
                : property.derivation().derive(record, this);
    }

    /** The value of a property in a record; null when it has none or there is no such property. */
    public @Nullable String value(StoredRecord record, String name) {
        Property property = find(name);
        return property == null ? null : value(record, property);
    }

    /** Everything a property held in a record, newest first. */
    public List<Version> history(StoredRecord record, Property property) {
        if (property.derivation() == Derivation.STORED) {
            return record.history(property.slot());
        }
        String value = property.derivation().derive(record, this);
        if (value == null) {
            return List.of();
        }
        boolean moves = property.derivation() == Derivation.MODIFIED
                || !property.derivation().inputs().isEmpty();
        return List.of(new Version(value, moves ? record.updatedAt() : record.createdAt(), Source.calculated(), null));
    }

    /** Adds a definition or replaces the one of that name. */
    void put(Property property) {
        var map = new LinkedHashMap<>(byName);
        map.put(property.name(), property);
        byName = Collections.unmodifiableMap(map);
    }

    /** The next free slot. */
    int nextSlot() {
        return byName.size();
    }
}
