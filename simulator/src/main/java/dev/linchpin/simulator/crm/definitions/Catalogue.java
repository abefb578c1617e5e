package dev.linchpin.simulator.crm.definitions;

import dev.linchpin.simulator.crm.pipelines.Pipelines;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.records.Version;
import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of one object type: properties, groups, pipelines, validation rules. Reads are thread-safe and never block; changes are made under the
 * account's lock.
 */
public final class Catalogue {

    private volatile ObjectType type;
    private volatile Map<String, Property> byName;
    private volatile Map<String, PropertyGroup> groups;
    private volatile Pipelines pipelines;
    private volatile Map<String, Map<ValidationRule.Kind, ValidationRule>> rules = Map.of();
    private int nextSlot;

    Catalogue(ObjectType type, List<Property> properties, Pipelines pipelines) {
        this.type = type;
        this.pipelines = pipelines;
        this.nextSlot = properties.size();
        var map = new LinkedHashMap<String, Property>();
        properties.forEach(property -> map.put(property.name(), property));
        this.byName = Collections.unmodifiableMap(map);
        var headings = new LinkedHashMap<String, PropertyGroup>();
        properties.forEach(property -> headings.computeIfAbsent(
                property.groupName(), name -> new PropertyGroup(name, heading(name), headings.size())));
        this.groups = Collections.unmodifiableMap(headings);
        followPipelines();
    }

    /** A group's label, made from its name: {@code contactinformation} is "Contact information". */
    private static String heading(String name) {
        String words =
                name.replaceFirst("(?<=[a-z])information$", " information").replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
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
                : property.derivation().derive(record, this, property);
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
        String value = property.derivation().derive(record, this, property);
        if (value == null) {
            return List.of();
        }
        boolean moves = property.derivation() == Derivation.MODIFIED
                || !property.inputs().isEmpty();
        return List.of(new Version(value, moves ? record.updatedAt() : record.createdAt(), Source.calculated(), null));
    }

    /** The groups in use, in order of creation. */
    public List<PropertyGroup> groups() {
        return List.copyOf(groups.values());
    }

    /** The group with that name, or null. */
    public @Nullable PropertyGroup group(String name) {
        return groups.get(name);
    }

    /** The pipelines of the type. */
    public Pipelines pipelines() {
        return pipelines;
    }

    /** What is demanded of a property's values, by kind. */
    public Map<ValidationRule.Kind, ValidationRule> rules(String property) {
        return rules.getOrDefault(property, Map.of());
    }

    /** Names of the properties of which something is demanded. */
    public List<String> ruled() {
        return rules.keySet().stream().sorted().toList();
    }

    /** Adds a group or replaces the one of that name; only within {@code Crm.redefine}. */
    public void put(PropertyGroup group) {
        var map = new LinkedHashMap<>(groups);
        map.put(group.name(), group);
        groups = Collections.unmodifiableMap(map);
    }

    /** Takes a group out of use; only within {@code Crm.redefine}. */
    public void removeGroup(String name) {
        var map = new LinkedHashMap<>(groups);
        map.remove(name);
        groups = Collections.unmodifiableMap(map);
    }

    /** Adds a rule or replaces the property's one of that kind; only within {@code Crm.redefine}. */
    public void put(String property, ValidationRule rule) {
        var all = new LinkedHashMap<>(rules);
        var ofProperty = new EnumMap<ValidationRule.Kind, ValidationRule>(ValidationRule.Kind.class);
        ofProperty.putAll(rules(property));
        ofProperty.put(rule.kind(), rule);
        all.put(property, Collections.unmodifiableMap(ofProperty));
        rules = Collections.unmodifiableMap(all);
    }

    /**
     * Replaces the pipelines; the options of the properties that hold pipeline and stage follow. A type without those
     * properties gets them with its first pipeline, as custom objects do. Only within {@code Crm.redefine}.
     */
    public void pipelines(Pipelines others) {
        if (type.isCustom() && findAny(type.stageProperty()) == null) {
            put(CatalogueReader.enumeration(type, type.pipelineProperty(), "Pipeline", nextSlot));
            put(CatalogueReader.enumeration(type, type.stageProperty(), "Pipeline stage", nextSlot));
        }
        pipelines = others;
        followPipelines();
    }

    /** Replaces what is said about the type. */
    public void describe(ObjectType changed) {
        type = changed;
    }

    /** Adds a definition or replaces the one of that name. */
    public void put(Property property) {
        var map = new LinkedHashMap<>(byName);
        map.put(property.name(), property);
        byName = Collections.unmodifiableMap(map);
        nextSlot = Math.max(nextSlot, property.slot() + 1);
    }

    /** The next free slot. */
    public int nextSlot() {
        return nextSlot;
    }

    private void followPipelines() {
        Property pipeline = findAny(type.pipelineProperty());
        Property stage = findAny(type.stageProperty());
        if (pipeline != null && stage != null) {
            put(pipeline.withOptions(
                    pipelines.all().stream()
                            .map(each -> new PropertyOption(each.id(), each.label(), each.displayOrder(), false))
                            .toList(),
                    pipeline.updatedAt()));
            put(stage.withOptions(
                    pipelines.all().stream()
                            .flatMap(each -> each.stages().stream())
                            .map(each -> new PropertyOption(each.id(), each.label(), each.displayOrder(), false))
                            .toList(),
                    stage.updatedAt()));
        }
    }
}
