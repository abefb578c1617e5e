package dev.linchpin.simulator.crm.checks;

import dev.linchpin.simulator.crm.checks.ValueRules.Accepted;
import dev.linchpin.simulator.crm.checks.ValueRules.Checked;
import dev.linchpin.simulator.crm.checks.ValueRules.Refused;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.DefinitionSettings;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.RuleCheck;
import dev.linchpin.simulator.crm.definitions.ValidationRule;
import dev.linchpin.simulator.crm.owners.Owner;
import dev.linchpin.simulator.crm.owners.Owners;
import dev.linchpin.simulator.crm.pipelines.Pipeline;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.values.MultiValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the account's own definitions demand of values: that owners exist, that administrators' rules hold, that a stage is one
 * of the record's pipeline. The codes and messages are UNCONFIRMED.
 */
public final class DefinitionCheck {

    private final Catalogue catalogue;
    private final DefinitionSettings settings;
    private final Owners owners;
    private final boolean enforcesRules;
    private final long now;

    /**
     * Demands what the account does at that moment.
     *
     * @param enforcesRules whether values must be what administrators demand
     */
    public DefinitionCheck(
            Catalogue catalogue, DefinitionSettings settings, Owners owners, boolean enforcesRules, long now) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.owners = owners;
        this.enforcesRules = enforcesRules;
        this.now = now;
    }

    /** Checks a value that is in the form in which it is kept; rules may tidy it up. */
    Checked check(Property property, String kept) {
        String value = kept;
        if (enforcesRules) {
            for (ValidationRule rule : catalogue.rules(property.name()).values()) {
                value = RuleCheck.normalised(rule, value);
                if (!RuleCheck.holds(rule, value, now)) {
                    return new Refused(
                            "PROPERTY_VALIDATION_FAILED",
                            "\"" + property.name() + "\" does not meet the validation rule " + rule.kind()
                                    + rule.arguments());
                }
            }
        }
        if ("OWNER".equals(property.referencedObjectType())) {
            for (String id : MultiValue.parts(value)) {
                Owner owner = owners.find(id);
                boolean refused = owner == null
                        ? settings.unknownOwnersRefused()
                        : owner.archived() && settings.archivedOwnersRefused();
                if (refused) {
                    return new Refused("INVALID_OWNER_ID", id + " is not a valid owner ID");
                }
            }
        }
        return new Accepted(value);
    }

    /** Lets the pipeline follow the stage where it may, or tells why the record cannot be in it; null if all is well. */
    @Nullable Refused stage(Map<Property, String> values, @Nullable StoredRecord current) {
        Property stage = catalogue.find(catalogue.type().stageProperty());
        Property pipeline = catalogue.find(catalogue.type().pipelineProperty());
        if (stage == null || pipeline == null || !(values.containsKey(stage) || values.containsKey(pipeline))) {
            return null;
        }
        String stageId = value(stage, values, current);
        Pipeline holder = stageId == null ? null : catalogue.pipelines().ofStage(stageId);
        String pipelineId = value(pipeline, values, current);
        if (stageId == null || (holder != null && holder.id().equals(pipelineId))) {
            return null;
        }
        boolean named = !values.getOrDefault(pipeline, "").isEmpty();
        boolean follows = holder != null
                && !named
                && (settings.stageNamesPipeline()
                        || (pipelineId == null
                                && holder.equals(catalogue.pipelines().all().getFirst())));
        if (holder == null || !follows) {
            return new Refused(
                    "INVALID_PIPELINE_STAGE", "Stage ID " + stageId + " does not belong to pipeline ID " + pipelineId);
        }
        values.put(pipeline, holder.id());
        return null;
    }

    private static @Nullable String value(
            Property property, Map<Property, String> values, @Nullable StoredRecord current) {
        String written = values.get(property);
        if (written != null) {
            return written.isEmpty() ? null : written;
        }
        return current == null ? null : current.value(property.slot());
    }
}
