package dev.linchpin.simulator.crm.definitions;

import dev.linchpin.simulator.crm.definitions.Property.Trait;
import dev.linchpin.simulator.exchange.ApiError;
import java.util.stream.Stream;

/** How many properties there may be (HubSpot docs, "Properties" and "Limits tracking"; the messages are UNCONFIRMED). */
public final class PropertyLimits {

    /** Properties with unique values that an object type may have (HubSpot docs, "Properties"). */
    private static final int MAXIMUM_UNIQUE = 10;

    private final DefinitionSettings settings;

    public PropertyLimits(DefinitionSettings settings) {
        this.settings = settings;
    }

    /** Refuses one more property if that were too many. */
    public void check(Catalogue catalogue, Stream<Catalogue> all, Property added) {
        if (added.is(Trait.UNIQUE)
                && catalogue.all().stream()
                                .filter(property -> property.is(Trait.UNIQUE) && !property.isArchived())
                                .count()
                        >= MAXIMUM_UNIQUE) {
            throw ApiError.invalid(
                            "An object type can have at most " + MAXIMUM_UNIQUE + " properties with unique values")
                    .exception();
        }
        if (custom(catalogue) >= settings.customPropertiesPerType()) {
            throw tooMany("object type", settings.customPropertiesPerType());
        }
        if (all.mapToLong(PropertyLimits::custom).sum() >= settings.customPropertiesPerAccount()) {
            throw tooMany("account", settings.customPropertiesPerAccount());
        }
    }

    private static RuntimeException tooMany(String whose, int limit) {
        return ApiError.invalid("The " + whose + " has reached its limit of " + limit + " custom properties")
                .exception();
    }

    /** How many properties in use somebody else than HubSpot has defined. */
    static long custom(Catalogue catalogue) {
        return catalogue.all().stream()
                .filter(property -> !property.isArchived() && !property.is(Trait.HUBSPOT_DEFINED))
                .count();
    }
}
