package dev.linchpin.simulator.objects;

import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.RecordSettings;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the record that a caller means. */
final class RecordFinder {

    private final Crm crm;
    private final SettingsStore settings;

    /** Finds in the account. */
    RecordFinder(Crm crm, SettingsStore settings) {
        this.crm = crm;
        this.settings = settings;
    }

    /**
     * The live record with that id, or with that value of the id property; ids of merged records lead to the survivor.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if the id property identifies nothing
     */
    @Nullable StoredRecord find(ObjectType type, @Nullable String idProperty, String id) {
        Property property = identity(type, idProperty);
        if (property == null) {
            return crm.live(type, id);
        }
        StoredRecord record = crm.liveBy(type, property, id);
        if (record != null && !settings.get().behaviour().secondaryEmailFinds()) {
            String primary = record.value(property.slot());
            return id.strip().toLowerCase(Locale.ROOT).equals(primary) || id.equals(primary) ? record : null;
        }
        return record;
    }

    /**
     * The same, but it must be there.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 404 if it is not
     */
    StoredRecord require(ObjectType type, @Nullable String idProperty, String id) {
        StoredRecord record = find(type, idProperty, id);
        if (record == null) {
            throw ApiError.objectNotFound(id).exception();
        }
        return record;
    }

    /** The record to write to; the id of a merged one leads to the survivor only if writes follow merged ids. */
    @Nullable StoredRecord findForWriting(ObjectType type, @Nullable String idProperty, String id) {
        StoredRecord record = find(type, idProperty, id);
        boolean named = record == null || identity(type, idProperty) != null || id.equals(Long.toString(record.id()));
        return named || settings.get(RecordSettings.SECTION).writesFollowMergedIds() ? record : null;
    }

    /**
     * The same, but it must be there.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 404 if it is not
     */
    StoredRecord requireForWriting(ObjectType type, @Nullable String idProperty, String id) {
        StoredRecord record = findForWriting(type, idProperty, id);
        if (record == null) {
            throw ApiError.objectNotFound(id).exception();
        }
        return record;
    }

    /**
     * The property that identifies records by that name; null for the record id itself.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if its values are not unique
     */
    @Nullable Property identity(ObjectType type, @Nullable String idProperty) {
        if (idProperty == null || idProperty.isEmpty() || idProperty.equals("hs_object_id")) {
            return null;
        }
        Catalogue catalogue = crm.catalogue(type);
        Property property = catalogue.find(idProperty);
        boolean email = type.hasEmailIdentity() && idProperty.equals("email");
        if (property == null || !(email || property.is(Property.Trait.UNIQUE))) {
            throw ApiError.invalid(
                            "idProperty \"" + idProperty + "\" is not a property with unique values of " + type.name())
                    .withContext(Map.of("idProperty", List.of(idProperty)))
                    .exception();
        }
        return property;
    }
}
