package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.crm.ValueRules.Accepted;
import dev.linchpin.simulator.crm.ValueRules.Refused;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.settings.Behaviour;
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
final class WriteCheck {

    private final Catalogue catalogue;
    private final Behaviour behaviour;
    private final DefinitionSettings definitions;
    private final Owners owners;
    private final long portalId;
    private final long now;

    WriteCheck(Catalogue catalogue, Crm crm, long now) {
        this.catalogue = catalogue;
        this.behaviour = crm.settings().get().behaviour();
        this.definitions = crm.settings().get(DefinitionSettings.SECTION);
        this.owners = crm.owners();
        this.portalId = crm.portalId();
        this.now = now;
    }

    /**
     * The values to store, where an empty one clears the property.
     *
     * @param enforceRules whether they must be what administrators demand
     */
    Map<Property, String> check(
            Map<String, @Nullable String> raw, @Nullable StoredRecord current, boolean enforceRules) {
        var rules = new ValueRules(behaviour);
        var values = new LinkedHashMap<Property, String>();
        var problems = new ArrayList<Problem>();
        raw.forEach((name, value) -> {
            Property property = catalogue.find(name);
            if (property == null) {
                problems.add(new Problem(name, "PROPERTY_DOESNT_EXIST", "Property \"" + name + "\" does not exist"));
            } else if (property.isReadOnly()) {
                problems.add(new Problem(
                        name, "READ_ONLY_VALUE", "\"" + name + "\" is a read only property; its value cannot be set."));
            } else if (value == null && !behaviour.nullClears()) {
                problems.add(new Problem(name, "INVALID_NULL", "\"" + name + "\" must not be null"));
            } else if (value == null || value.isEmpty()) {
                values.put(property, "");
            } else {
                String before = current == null ? null : current.value(property.slot());
                switch (rules.check(catalogue.type(), property, value, before)) {
                    case Accepted(var kept) -> accept(property, kept, enforceRules, values, problems);
                    case Refused(var code, var message) -> problems.add(new Problem(name, code, message));
                }
            }
        });
        if (problems.isEmpty()) {
            checkStage(values, current, problems);
        }
        if (!problems.isEmpty()) {
            throw error(problems).exception();
        }
        return values;
    }

    private void accept(
            Property property,
            String kept,
            boolean enforceRules,
            Map<Property, String> values,
            List<Problem> problems) {
        String value = kept;
        if (enforceRules) {
            for (ValidationRule rule : catalogue.rules(property.name()).values()) {
                value = RuleCheck.normalised(rule, value);
                if (!RuleCheck.holds(rule, value, now)) {
                    problems.add(new Problem(
                            property.name(),
                            "PROPERTY_VALIDATION_FAILED",
                            "\"" + property.name() + "\" does not meet the validation rule " + rule.kind()
                                    + rule.arguments()));
                    return;
                }
            }
        }
        if ("OWNER".equals(property.referencedObjectType())) {
            for (String id : MultiValue.parts(value)) {
                Owner owner = owners.find(id);
                if (owner == null ? definitions.unknownOwnersRefused() : refuses(owner)) {
                    problems.add(new Problem(property.name(), "INVALID_OWNER_ID", id + " is not a valid owner ID"));
                    return;
                }
            }
        }
        values.put(property, ValueRules.shared(property, value));
    }

    private boolean refuses(Owner owner) {
        return owner.archived() && definitions.archivedOwnersRefused();
    }

    /** A stage belongs to one pipeline, and only that can be the record's. */
    private void checkStage(Map<Property, String> values, @Nullable StoredRecord current, List<Problem> problems) {
        Property stage = catalogue.find(catalogue.type().stageProperty());
        Property pipeline = catalogue.find(catalogue.type().pipelineProperty());
        if (stage == null || pipeline == null || !(values.containsKey(stage) || values.containsKey(pipeline))) {
            return;
        }
        String stageId = value(stage, values, current);
        if (stageId == null) {
            return;
        }
        Pipeline owner = catalogue.pipelines().ofStage(stageId);
        String pipelineId = value(pipeline, values, current);
        boolean named = !values.getOrDefault(pipeline, "").isEmpty();
        if (owner != null && !named && (pipelineId == null || !pipelineId.equals(owner.id()))) {
            boolean isFirst = owner.equals(catalogue.pipelines().all().getFirst());
            if (definitions.stageNamesPipeline() || (pipelineId == null && isFirst)) {
                values.put(pipeline, ValueRules.shared(pipeline, owner.id()));
                return;
            }
        }
        if (owner == null || !owner.id().equals(pipelineId)) {
            problems.add(new Problem(
                    stage.name(),
                    "INVALID_PIPELINE_STAGE",
                    "Stage ID " + stageId + " does not belong to pipeline ID " + pipelineId));
        }
    }

    private static @Nullable String value(
            Property property, Map<Property, String> values, @Nullable StoredRecord current) {
        String written = values.get(property);
        if (written != null) {
            return written.isEmpty() ? null : written;
        }
        return current == null ? null : current.value(property.slot());
    }

    /** Refuses a creation that leaves out what its type requires. */
    void checkRequired(Map<Property, String> values) {
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
                                "One of " + group + " is required", "REQUIRED_FIELD", Map.of("propertyName", group))))
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
            item.put("portalId", portalId);
        }
        return ApiError.invalid("Property values were not valid: " + Json.text(list))
                .withDetails(problems.stream()
                        .map(problem -> new ApiError.Detail(
                                problem.message(), problem.code(), Map.of("propertyName", List.of(problem.property()))))
                        .toList());
    }

    private record Problem(String property, String code, String message) {}
}
