package dev.linchpin.simulator.schemas;

import dev.linchpin.simulator.exchange.ApiError;
import java.util.List;
import java.util.Map;

/** Refusals about schemas: codes as seen by the Kalup project on a test account; the messages are UNCONFIRMED. */
final class SchemaErrors {

    private SchemaErrors() {}

    static ApiError missing(String name) {
        return ApiError.notFound("Unable to find object type " + name).withContext(Map.of("objectType", List.of(name)));
    }

    static ApiError invalid(String code, String message) {
        return ApiError.invalid(message).withExtra(Map.of("subCategory", "ObjectTypeDefinitionError." + code));
    }

    static ApiError exists(String name) {
        return ApiError.of(409, "OBJECT_ALREADY_EXISTS", "An object type named '" + name + "' already exists.");
    }

    static ApiError hasRecords(String name, int records) {
        return invalid(
                        "EXISTING_OBJECT_RECORDS",
                        "Object type " + name + " cannot be deleted because it still has " + records + " records")
                .withContext(Map.of("recordCount", List.of(Integer.toString(records))));
    }
}
