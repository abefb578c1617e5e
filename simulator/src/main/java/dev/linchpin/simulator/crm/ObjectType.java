package dev.linchpin.simulator.crm;

import java.util.List;
import java.util.Set;

/**
 * A kind of record.
 *
 * @param name plural name as in paths
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
