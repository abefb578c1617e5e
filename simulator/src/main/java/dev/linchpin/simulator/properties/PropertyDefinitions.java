package dev.linchpin.simulator.properties;

import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.DefinitionSettings;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.Property.Trait;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Creates, changes and archives properties.
 *
 * <p>Source: HubSpot docs, "Properties"; that creating a property by the name of an archived one brings that one back with the
 * new definition was observed by the Kalup project.
 */
public final class PropertyDefinitions {

    private static final Set<String> SENSITIVITIES = Set.of("non_sensitive", "sensitive", "highly_sensitive");

    private final Crm crm;
    private final SettingsStore settings;

    /** Defines the account's properties. */
    public PropertyDefinitions(Crm crm, SettingsStore settings) {
        this.crm = crm;
        this.settings = settings;
    }

    /**
     * Creates a property.
     *
     * @param app who asks; null for whoever may do anything
     * @throws dev.linchpin.simulator.exchange.ApiException 400, 403, 404 or 409 if it is refused
     */
    public Property create(ObjectType type, JsonNode body, @Nullable App app) {
        String name = PropertyDraft.name(body);
        DefinitionSettings known = settings.get(DefinitionSettings.SECTION);
        checkSensitivity(type, body, app, known);
        return crm.define(type, name, (freeSlot, present, now) -> {
            if (present != null && !present.isArchived()) {
                throw PropertyErrors.exists(name).exception();
            }
            int slot = present != null && known.recreatingRestores() ? present.slot() : freeSlot;
            return new PropertyDraft(crm.catalogue(type), known, body, null).property(name, slot, now);
        });
    }

    /** Changes a property; only options of HubSpot's own ones can be changed, and not of all. */
    Property update(ObjectType type, String name, JsonNode body) {
        DefinitionSettings known = settings.get(DefinitionSettings.SECTION);
        return crm.define(type, name, (freeSlot, before, now) -> {
            Property present = inUse(before, name);
            if (present.is(Trait.HUBSPOT_DEFINED) && !isAllowed(type, present, body)) {
                throw ApiError.invalid("The definition of \"" + name + "\" is read only")
                        .withContext(Map.of("name", List.of(name)))
                        .exception();
            }
            if (present.is(Trait.HUBSPOT_DEFINED)) {
                var options = PropertyJson.options(body);
                return options == null ? present : present.withOptions(options, now);
            }
            return new PropertyDraft(crm.catalogue(type), known, body, present).property(name, present.slot(), now);
        });
    }

    private static boolean isAllowed(ObjectType type, Property property, JsonNode body) {
        boolean followsPipelines =
                property.name().equals(type.stageProperty()) || property.name().equals(type.pipelineProperty());
        return body.size() == 1 && body.has("options") && !property.isReadOnly() && !followsPipelines;
    }

    /** Takes properties out of use: all of them or none. */
    void archive(ObjectType type, List<String> names) {
        crm.redefine(type, (catalogue, now) -> {
            names.forEach(name -> refuseArchiving(catalogue, name));
            names.stream()
                    .distinct()
                    .forEach(name -> crm.define(
                            type,
                            name,
                            (slot, before, at) -> inUse(before, name).archivedSince(at)));
            return names;
        });
    }

    private static void refuseArchiving(Catalogue catalogue, String name) {
        Property property = inUse(catalogue.findAny(name), name);
        if (property.is(Trait.HUBSPOT_DEFINED)) {
            throw ApiError.invalid("\"" + name + "\" is HubSpot's own and cannot be archived")
                    .withContext(Map.of("name", List.of(name)))
                    .exception();
        }
        List<String> calculations = catalogue.all().stream()
                .filter(other -> !other.isArchived() && other.formula() != null)
                .filter(other -> other.inputs().contains(name))
                .map(Property::name)
                .toList();
        if (!calculations.isEmpty()) {
            throw PropertyErrors.inUse(name, catalogue.type().typeId(), calculations)
                    .exception();
        }
    }

    private static Property inUse(@Nullable Property property, String name) {
        if (property == null || property.isArchived()) {
            throw PropertyErrors.missing(name).exception();
        }
        return property;
    }

    private static void checkSensitivity(
            ObjectType type, JsonNode body, @Nullable App app, DefinitionSettings settings) {
        String sensitivity = body.path("dataSensitivity").asString("non_sensitive");
        if (!SENSITIVITIES.contains(sensitivity)) {
            throw ApiError.invalid("Invalid dataSensitivity " + sensitivity).exception();
        }
        if (sensitivity.equals("non_sensitive")) {
            return;
        }
        String name = type.isCustom() ? "custom" : type.name();
        if (app != null && !app.mayAny(Set.of("crm.objects." + name + "." + sensitivity + ".write.v2"))) {
            throw ApiError.of(403, "MISSING_SCOPES", "Missing required scope for: sensitive-data-property-create")
                    .exception();
        }
        if (!settings.sensitiveData()) {
            throw PropertyErrors.invalid(
                            "PORTAL_NOT_ENABLED_FOR_SENSITIVE_DATA", "This account may not have sensitive properties")
                    .exception();
        }
    }
}
