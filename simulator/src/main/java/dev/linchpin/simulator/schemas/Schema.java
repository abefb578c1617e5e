package dev.linchpin.simulator.schemas;

import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is said about a custom object type (HubSpot docs, "Custom objects"). Immutable.
 *
 * @param number what follows {@code 2-} in its id
 * @param name never changes
 * @param display the property that stands for a record, and up to two beside it
 * @param required properties that a record must be created with
 * @param searchable properties that a search's free text looks at
 * @param userId who installed the app that made or changed it last
 * @param archivedAt milliseconds; 0 while in use
 */
record Schema(
        long portalId,
        long number,
        String name,
        Labels labels,
        String description,
        Display display,
        List<String> required,
        List<String> searchable,
        boolean restorable,
        List<Association> associations,
        long userId,
        long createdAt,
        long updatedAt,
        long archivedAt) {

    /** What people call one of them, and several. */
    record Labels(String singular, String plural) {}

    /** Properties that are shown for a record. */
    record Display(String primary, List<String> secondary) {}

    /** One direction in which its records can be linked. */
    record Association(int typeId, String from, String to, String name, long createdAt) {}

    String typeId() {
        return "2-" + number;
    }

    String fullyQualifiedName() {
        return "p" + portalId + "_" + name;
    }

    boolean isArchived() {
        return archivedAt != 0;
    }

    /** Whether it goes by that name, in any case. */
    boolean isCalled(String any) {
        return Stream.of(typeId(), fullyQualifiedName(), "p_" + name).anyMatch(any::equalsIgnoreCase);
    }

    ObjectType type() {
        return new ObjectType(
                fullyQualifiedName(),
                typeId(),
                fullyQualifiedName(),
                "hs_createdate",
                "hs_lastmodifieddate",
                List.of("hs_createdate", "hs_lastmodifieddate", "hs_object_id"),
                searchable,
                required.stream().map(List::of).toList());
    }

    Schema with(List<Association> others) {
        return new Schema(
                portalId,
                number,
                name,
                labels,
                description,
                display,
                required,
                searchable,
                restorable,
                others,
                userId,
                createdAt,
                updatedAt,
                archivedAt);
    }

    Schema archivedSince(long at) {
        return new Schema(
                portalId,
                number,
                name,
                labels,
                description,
                display,
                required,
                searchable,
                restorable,
                List.of(),
                userId,
                createdAt,
                at,
                at);
    }
}
