package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.exchange.ApiError;
import java.util.List;
import java.util.Map;

/**
 * What is refused about lists. The sub-category for taken names and the one for unfit object types were seen in published
 * code and traffic (segmentio/action-destinations, singer-io/tap-hubspot#299); the others and most wordings are UNCONFIRMED.
 */
final class ListErrors {

    private ListErrors() {}

    static ApiError notFound(String listId) {
        return ApiError.notFound("List does not exist with ID " + listId + ".")
                .withContext(Map.of("listId", List.of(listId)));
    }

    static ApiError nameNotFound(String name, String objectTypeId) {
        return ApiError.notFound("No list with name '" + name + "' and object type " + objectTypeId + " exists.");
    }

    static ApiError nameTaken(String name) {
        return withSubCategory("ILS.DUPLICATE_LIST_NAMES", "A list with the name '" + name + "' already exists.");
    }

    static ApiError unfitType(String objectTypeId) {
        return withSubCategory(
                "ListError.INVALID_OBJECT_TYPE_FOR_LIST",
                "The objectTypeId " + objectTypeId + " provided for the list is not valid for this portal.");
    }

    /** Only MANUAL and SNAPSHOT lists can be written to (HubSpot docs, "Lists"). */
    static ApiError notWritable(StoredList list) {
        return invalid(
                "INVALID_PROCESSING_TYPE",
                "Memberships of list " + list.id + " cannot be changed: its processing type is " + list.processingType
                        + ", but must be MANUAL or SNAPSHOT.");
    }

    static ApiError invalid(String subCategory, String message) {
        return withSubCategory("ListError." + subCategory, message);
    }

    private static ApiError withSubCategory(String subCategory, String message) {
        return ApiError.invalid(message).withExtra(Map.of("subCategory", subCategory));
    }
}
