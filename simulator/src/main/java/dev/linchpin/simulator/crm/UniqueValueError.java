package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.exchange.ApiError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The refusal of a value that another record has in a unique property, in the words seen in the wild. */
final class UniqueValueError {

    private UniqueValueError() {}

    static ApiError of(
            long portalId, Catalogue catalogue, int slot, String value, @Nullable StoredRecord record, long existing) {
        String property = catalogue.all().stream()
                .filter(candidate -> candidate.slot() == slot)
                .map(Property::name)
                .findFirst()
                .orElseThrow();
        String message = "Cannot set PropertyValueCoordinates{portalId=" + portalId + ", objectTypeId="
                + catalogue.type().typeId() + ", propertyName=" + property + ", value=" + value + "} on "
                + (record == null ? "new object" : record.id()) + ". " + existing + " already has that value.";
        return ApiError.invalid(message)
                .withDetails(List.of(new ApiError.Detail(
                        message, "CONFLICTING_UNIQUE_VALUE", Map.of("propertyName", List.of(property)))));
    }
}
