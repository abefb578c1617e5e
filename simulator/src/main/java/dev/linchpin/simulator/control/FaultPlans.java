package dev.linchpin.simulator.control;

import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.faults.Delay;
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
import tools.jackson.databind.node.StringNode;

/** Fault rules as JSON: {@code {seed?, rules:[{route, kind, rate?, count?, delay?, retryAfter?, commits?}]}}, where a
 * delay is a duration, {@code {"uniform":["10ms","1s"]}} or {@code {"p50":"40ms","p99":"2s"}}. */
final class FaultPlans {

    private static final Set<String> PLAN_KEYS = Set.of("seed", "rules");
    private static final Set<String> RULE_KEYS =
            Set.of("route", "kind", "rate", "count", "delay", "retryAfter", "commits");

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
        JsonNode delay = json.get("delay");
        String retryAfter = Json.optionalText(json, "retryAfter");
        String commits = Json.optionalText(json, "commits");
        return new FaultRule(
                Json.requiredText(json, "route"),
                FaultKind.of(Json.requiredText(json, "kind")),
                rate == null ? null : Double.valueOf(rate),
                count == null ? null : Integer.valueOf(count),
                delay == null ? null : delay(delay),
                retryAfter == null ? null : Durations.parse(retryAfter),
                commits == null ? null : Boolean.valueOf(commits));
    }

    private static Delay delay(JsonNode json) {
        if (!(json instanceof ObjectNode object)) {
            return new Delay.Fixed(Durations.parse(json.asString()));
        }
        JsonNode ends = object.get("uniform");
        if (ends != null && object.size() == 1 && ends.size() == 2) {
            return new Delay.Uniform(
                    Durations.parse(ends.get(0).asString()),
                    Durations.parse(ends.get(1).asString()));
        }
        refuseUnknown(object, Set.of("p50", "p99"));
        return new Delay.LogNormal(
                Durations.parse(Json.requiredText(object, "p50")), Durations.parse(Json.requiredText(object, "p99")));
    }

    private static JsonNode toJson(Delay delay) {
        ObjectNode json = Json.object();
        switch (delay) {
            case Delay.Fixed(var duration) -> {
                return StringNode.valueOf(duration.toString());
            }
            case Delay.Uniform(var low, var high) ->
                json.set("uniform", Json.array(List.of(low.toString(), high.toString())));
            case Delay.LogNormal(var p50, var p99) -> {
                json.put("p50", p50.toString());
                json.put("p99", p99.toString());
            }
        }
        return json;
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
        @Nullable Delay delay = rule.delay();
        @Nullable Duration retryAfter = rule.retryAfter();
        if (rate != null) {
            entry.put("rate", rate.doubleValue());
        }
        if (count != null) {
            entry.put("count", count.intValue());
        }
        if (delay != null) {
            entry.set("delay", toJson(delay));
        }
        if (retryAfter != null) {
            entry.put("retryAfter", retryAfter.toString());
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
