package dev.linchpin.torture.history;

import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.torture.mishaps.Mishap;
import dev.linchpin.torture.people.Deed;
import dev.linchpin.torture.people.Draw;
import dev.linchpin.torture.world.Extra;
import dev.linchpin.torture.world.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Everything about a history that is decided beforehand. Immutable. */
public record Plan(Options options, List<Step> steps) {
    private static final Map<String, FieldType> FIELDS = fields();

    private static final List<String> ONE_WAY =
            List.of("contacts.jobtitle", "contacts.loyalty_points", "companies.city");
    private static final List<Policy> OF_ASSOCIATIONS =
            List.of(Policy.MANUAL, Policy.HUBSPOT_WINS, Policy.DATABASE_WINS);
    private static final int FEWEST_STEPS = 50;

    public Plan {
        steps = List.copyOf(steps);
    }

    /** The history of a seed. */
    public static Plan of(long seed) {
        // Neighbouring seeds begin alike; a factor of its own keeps their sequences from overlapping.
        var draw = new Draw(seed * 0xD1342543DE82EF95L, 0);
        var options = options(seed, draw);
        return new Plan(options, steps(options, draw));
    }

    private static Options options(long seed, Draw draw) {
        var policies = new TreeMap<String, Policy>();
        var one = draw.any(List.of(Policy.values()));
        var mixed = draw.oneIn(2);
        var directions = new TreeMap<String, Direction>();
        FIELDS.forEach((field, type) -> {
            var isOneWay = ONE_WAY.contains(field) && draw.oneIn(4);
            if (isOneWay) {
                directions.put(field, draw.oneIn(2) ? Direction.TO_HUBSPOT : Direction.FROM_HUBSPOT);
            }
            var fitting = Arrays.stream(Policy.values())
                    .filter(policy -> policy.fits(type) && !(isOneWay && policy.weighsBothSides()))
                    .toList();
            policies.put(field, mixed || !fitting.contains(one) ? draw.any(fitting) : one);
        });
        var webhooks = !draw.oneIn(5);
        var extras = extras(webhooks, draw);
        if (extras.contains(Extra.ASSOCIATIONS)) {
            policies.put("contacts.company", draw.any(OF_ASSOCIATIONS));
        }
        return new Options(
                seed,
                10 + draw.below(20),
                3 + draw.below(8),
                policies,
                directions,
                deletes(draw),
                webhooks,
                draw.oneIn(3) ? "free" : "professional",
                1 + draw.below(3),
                extras.contains(Extra.WEBHOOKS_SUFFICE)
                        ? Duration.ofDays(1)
                        : Duration.ofSeconds(webhooks && draw.oneIn(2) ? 300 : 30),
                Duration.ofMinutes(1 + draw.below(5)),
                Duration.ofMillis(draw.below(20_000)),
                Duration.ofMillis(draw.oneIn(2) ? 0 : draw.below(3_000) - 1_500),
                Duration.ofMillis(draw.oneIn(2) ? 0 : draw.below(3_000) - 1_500),
                4 + draw.below(6),
                extras);
    }

    private static Set<Extra> extras(boolean webhooks, Draw draw) {
        var extras = EnumSet.noneOf(Extra.class);
        if (draw.oneIn(2)) {
            extras.add(Extra.ASSOCIATIONS);
            if (draw.oneIn(3)) {
                extras.add(Extra.AUTO_ASSOCIATION);
            }
        }
        if (draw.oneIn(3)) {
            extras.add(Extra.SCHEMA_CHANGES);
        }
        if (draw.oneIn(5)) {
            extras.add(Extra.VERIFIER);
        }
        if (webhooks && draw.oneIn(4)) {
            extras.add(Extra.WEBHOOKS_SUFFICE);
        }
        return extras;
    }

    private static Map<String, FieldType> fields() {
        var fields = new LinkedHashMap<String, FieldType>();
        fields.put("contacts.email", FieldType.EMAIL);
        fields.put("contacts.phone", FieldType.TEXT);
        fields.put("contacts.jobtitle", FieldType.TEXT);
        fields.put("contacts.loyalty_points", FieldType.NUMBER);
        fields.put("contacts.lifecyclestage", FieldType.ENUMERATION);
        fields.put("contacts.interests", FieldType.OPTION_SET);
        fields.put("companies.phone", FieldType.TEXT);
        fields.put("companies.city", FieldType.TEXT);
        fields.put("companies.numberofemployees", FieldType.NUMBER);
        fields.put("companies.industry", FieldType.ENUMERATION);
        return Collections.unmodifiableMap(fields);
    }

    private static Deletes deletes(Draw draw) {
        return draw.oneIn(2)
                ? Deletes.CARRIED_OVER
                : new Deletes(
                        draw.any(List.of(Deletes.OnRowDeleted.values())),
                        draw.any(List.of(Deletes.OnRecordArchived.values())));
    }

    private static List<Step> steps(Options options, Draw draw) {
        var steps = new ArrayList<Step>();
        var at = draw.below(3_000);
        var deeds = FEWEST_STEPS + draw.below(40);
        for (var deed = 0; deed < deeds; deed++) {
            if (draw.oneIn(2)) {
                steps.add(
                        new Step(steps.size() + 1, at, Mishap.any(draw, options).name(), draw.seed()));
            }
            steps.add(new Step(steps.size() + 1, at, Deed.any(draw, options).name(), draw.seed()));
            // Most deeds come thick and fast, some after everything has come to rest.
            at += draw.oneIn(10) ? draw.below(60_000) : draw.below(1_500);
        }
        return steps;
    }

    /** The same without these deeds and mishaps, by name. */
    public Plan without(Set<String> names) {
        return with(steps.stream().filter(step -> !names.contains(step.what())).toList());
    }

    /** The same with other steps. */
    public Plan with(List<Step> others) {
        return new Plan(options, others);
    }
}
