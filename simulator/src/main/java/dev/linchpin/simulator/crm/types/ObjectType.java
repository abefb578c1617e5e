package dev.linchpin.simulator.crm.types;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of record. Two are the same if they have the same type id: names and requirements of a custom one may change.
 *
 * @param name plural name as in paths; the fully qualified name of a custom one
 * @param typeId HubSpot's id for it, such as {@code 0-1}
 * @param singular name in events and messages
 * @param createdProperty property that holds the creation time
 * @param modifiedProperty property that holds the time of the last change: {@code lastmodifieddate} for contacts,
 *     {@code hs_lastmodifieddate} for all others (HubSpot docs, "Search the CRM")
 * @param defaultProperties properties that reads answer unless others are asked for
 * @param searchableProperties properties that a search's free text looks at
 * @param required what a creation must set: of each group at least one
 */
public record ObjectType(
        String name,
        String typeId,
        String singular,
        String createdProperty,
        String modifiedProperty,
        List<String> defaultProperties,
        List<String> searchableProperties,
        List<List<String>> required) {

    private static final Set<String> ACTIVITIES =
            Set.of("notes", "calls", "emails", "meetings", "tasks", "communications", "postal_mail");

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectType type && typeId.equals(type.typeId);
    }

    @Override
    public int hashCode() {
        return typeId.hashCode();
    }

    /** Whether the account defined it itself (HubSpot docs, "Custom objects": ids are {@code 2-n}). */
    public boolean isCustom() {
        return typeId.startsWith("2-");
    }

    /** The name without what qualifies it: {@code cars} for {@code p4242_cars}. */
    public String bareName() {
        return isCustom() ? name.substring(name.indexOf('_') + 1) : name;
    }

    /** The property that holds a record's pipeline; whether there is one is for the catalogue to say. */
    public String pipelineProperty() {
        return name.equals("deals") ? "pipeline" : "hs_pipeline";
    }

    /** The property that holds a record's stage in its pipeline. */
    public String stageProperty() {
        return name.equals("deals") ? "dealstage" : "hs_pipeline_stage";
    }

    /** The group that properties belong to for want of another. */
    public String informationGroup() {
        return isCustom() ? bareName() + "_information" : singular.replace("_", "") + "information";
    }

    /** Whether records have an email address that identifies them. */
    public boolean hasEmailIdentity() {
        return name.equals("contacts");
    }

    /** Whether records are activities, which happen at a time and belong to other records. */
    public boolean isActivity() {
        return ACTIVITIES.contains(name);
    }

    /** Whether records have a company's domain, which HubSpot normalises but does not keep unique. */
    public boolean hasDomain() {
        return name.equals("companies");
    }
}
