package dev.linchpin.simulator.crm.records;

import org.jspecify.annotations.Nullable;

/**
 * Who or what wrote a value.
 *
 * @param type such as {@code CRM_UI} or {@code INTEGRATION}
 * @param id {@code userId:N} for a person, the app's id for an app; may be empty
 * @param label what HubSpot's user interface shows
 * @param userId the person, or null
 */
public record Source(
        String type, String id, String label, @Nullable Long userId) {

    /** A person in HubSpot's own user interface. */
    public static Source person(long userId) {
        return new Source("CRM_UI", "userId:" + userId, "CRM UI", userId);
    }

    /** An app that calls the API with its token. */
    public static Source app(long appId) {
        return new Source("INTEGRATION", Long.toString(appId), "Integration", null);
    }

    /** Whether it is an app that calls the API. */
    public boolean isApp() {
        return type.equals("INTEGRATION");
    }

    /**
     * Whether it may not use addresses that were erased for privacy: people and imports may not, while forms and apps may
     * (HubSpot knowledge base, "Perform a GDPR delete").
     */
    public boolean isHeldByBlocklist() {
        return type.equals("CRM_UI") || type.equals("IMPORT");
    }

    /** A merge of two records, done by whoever did it. */
    public static Source mergeBy(Source actor) {
        return new Source("MERGE_OBJECTS", actor.id(), "Merge", actor.userId());
    }

    /** A file import. */
    public static Source fileImport(long importId) {
        return new Source("IMPORT", Long.toString(importId), "Import", null);
    }

    /** A form submission. */
    public static Source form(String formId) {
        return new Source("FORM", formId, "Form", null);
    }

    /** HubSpot itself, finding the company that an email address belongs to. */
    public static Source autoAssociation() {
        return new Source("AUTO_ASSOCIATE_BY_DOMAIN", "", "Auto-associate by domain", null);
    }

    /** HubSpot itself, computing. */
    public static Source calculated() {
        return new Source("CALCULATED", "", "Calculated", null);
    }
}
