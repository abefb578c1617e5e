package dev.linchpin.simulator.crm.checks;

import dev.linchpin.simulator.crm.checks.ValueRules.Accepted;
import dev.linchpin.simulator.crm.checks.ValueRules.Refused;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.RecordSettings;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.values.SharedValues;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the properties of a write into values to store, or refuses all of them with every reason: one bad property fails
 * the whole record (HubSpot docs, "Error handling").
 */
public final class WriteCheck {

    private final Catalogue catalogue;
    private final SettingsStore settings;
    private final DefinitionCheck definitions;
    private final ValueShaper shaper;
    private final SharedValues shared;
    private final long portalId;

    /** A check of values against their type, and against what the account itself demands. */
    public WriteCheck(
            Catalogue catalogue,
            SettingsStore settings,
            DefinitionCheck definitions,
            ValueShaper shaper,
            SharedValues shared,
            long portalId) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.definitions = definitions;
        this.shaper = shaper;
        this.shared = shared;
        this.portalId = portalId;
    }

    /** The values to store, where an empty one clears the property. */
    public Map<Property, String> check(Map<String, @Nullable String> raw, @Nullable StoredRecord current) {
        var rules = new ValueRules(settings);
        var values = new LinkedHashMap<Property, String>();
        var problems = new ArrayList<Problem>();
        raw.forEach((name, value) -> {
            Property property = catalogue.find(name);
            if (property == null) {
                problems.add(
                        new Problem(name, value, "PROPERTY_DOESNT_EXIST", "Property \"" + name + "\" does not exist"));
            } else if (property.isReadOnly()) {
                problems.add(new Problem(
                        name,
                        value,
                        "READ_ONLY_VALUE",
                        "\"" + name + "\" is a read only property; its value cannot be set."));
            } else if (value == null && !settings.get().behaviour().nullClears()) {
                problems.add(new Problem(name, null, "INVALID_NULL", "\"" + name + "\" must not be null"));
            } else if (value == null || value.isEmpty()) {
                values.put(property, "");
            } else {
                String before = current == null ? null : current.value(property.slot());
                var checked = rules.check(catalogue.type(), property, value, before);
                switch (checked instanceof Accepted(var kept) ? definitions.check(property, kept) : checked) {
                    case Accepted(var kept) ->
                        values.put(property, shared.share(shaper.shape(catalogue.type(), property, kept)));
                    case Refused(var code, var message) -> problems.add(new Problem(name, value, code, message));
                }
            }
        });
        if (!problems.isEmpty()) {
            throw error(problems).exception();
        }
        return values;
    }

    /** Refuses a stage that cannot be the record's, and lets the record's pipeline follow it. */
    public void followStage(Map<Property, String> values, @Nullable StoredRecord current) {
        if (definitions.stage(values, current) instanceof Refused(var code, var message)) {
            String stage = catalogue.type().stageProperty();
            throw error(List.of(new Problem(stage, values.get(catalogue.require(stage)), code, message)))
                    .exception();
        }
    }

    /** Refuses a creation that leaves out what its type requires. */
    public void checkRequired(Map<Property, String> values) {
        for (List<String> group : catalogue.type().required()) {
            boolean set = group.stream()
                    .map(catalogue::find)
                    .anyMatch(property -> property == null
                            || !values.getOrDefault(property, "").isEmpty());
            if (!set) {
                throw ApiError.invalid("Error creating "
                                + catalogue.type().singular().toUpperCase(Locale.ROOT)
                                + ". Some required properties were not set.")
                        .withContext(Map.of("properties", group))
                        .withDetails(List.of(new ApiError.Detail(
                                "One of " + group + " is required",
                                settings.get(RecordSettings.SECTION).requiredCode(),
                                Map.of("propertyName", group))))
                        .exception();
            }
        }
    }

    private ApiError error(List<Problem> problems) {
        var list = Json.array();
        for (Problem problem : problems) {
            var item = list.addObject();
            item.put("isValid", false);
            item.put("message", problem.message());
            item.put("error", problem.code());
            item.put("name", problem.property());
            item.put("localizedErrorMessage", problem.message());
            if (problem.value() != null) {
                item.put("propertyValue", problem.value());
            }
            item.put("portalId", portalId);
        }
        return ApiError.invalid("Property values were not valid: " + Json.text(list))
                .withDetails(problems.stream()
                        .map(problem -> new ApiError.Detail(
                                problem.message(), problem.code(), Map.of("propertyName", List.of(problem.property()))))
                        .toList());
    }

    private record Problem(String property, @Nullable String value, String code, String message) {}
}
