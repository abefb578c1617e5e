package dev.linchpin.simulator.control;

import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.faults.FaultKind;
import dev.linchpin.simulator.faults.FaultRule;
import dev.linchpin.simulator.faults.Faults;
import dev.linchpin.simulator.settings.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fault rules as JSON: {@code {seed?, rules:[{route, kind, rate?, count?, delay?, commits?}]}}. */
final class FaultPlans {

    private static final Set<String> PLAN_KEYS = Set.of("seed", "rules");
    private static final Set<String> RULE_KEYS = Set.of("route", "kind", "rate", "count", "delay", "commits");

    private final Faults faults;

    FaultPlans(Faults faults) {
        this.faults = faults;
    }

    void clear() {
        faults.plan(List.of(), null);
    }

    ObjectNode replace(ObjectNode plan) {
        refuseUnknown(plan, PLAN_KEYS);
        JsonNode list = plan.get("rules");
        if (list == null || !list.isArray()) {
            throw new IllegalArgumentException("\"rules\" must be an array");
        }
        var rules = new ArrayList<FaultRule>();
        for (JsonNode each : list.values()) {
            if (!(each instanceof ObjectNode rule)) {
                throw new IllegalArgumentException("Each rule must be an object");
            }
            refuseUnknown(rule, RULE_KEYS);
            rules.add(rule(rule));
        }
        String seed = Json.optionalText(plan, "seed");
        faults.plan(rules, seed == null ? null : Long.valueOf(seed));
        return toJson();
    }

    private static FaultRule rule(ObjectNode json) {
        String rate = Json.optionalText(json, "rate");
        String count = Json.optionalText(json, "count");
        String delay = Json.optionalText(json, "delay");
        String commits = Json.optionalText(json, "commits");
        return new FaultRule(
                Json.requiredText(json, "route"),
                FaultKind.of(Json.requiredText(json, "kind")),
                rate == null ? null : Double.valueOf(rate),
                count == null ? null : Integer.valueOf(count),
                delay == null ? null : Durations.parse(delay),
                commits == null ? null : Boolean.valueOf(commits));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        var rules = json.putArray("rules");
        for (FaultRule rule : faults.rules()) {
            ObjectNode entry = rules.addObject();
            entry.put("route", rule.route());
            entry.put("kind", rule.kind().word());
            putUnlessNull(entry, rule);
        }
        return json;
    }

    private static void putUnlessNull(ObjectNode entry, FaultRule rule) {
        @Nullable Double rate = rule.rate();
        @Nullable Integer count = rule.count();
        @Nullable Duration delay = rule.delay();
        if (rate != null) {
            entry.put("rate", rate.doubleValue());
        }
        if (count != null) {
            entry.put("count", count.intValue());
        }
        if (delay != null) {
            entry.put("delay", delay.toString());
        }
        if (rule.commitsFirst()) {
            entry.put("commits", true);
        }
    }

    private static void refuseUnknown(ObjectNode json, Set<String> known) {
        for (String key : json.propertyNames()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("Unknown key \"" + key + "\"; there are " + known);
            }
        }
    }
}
