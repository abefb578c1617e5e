package dev.linchpin.benchmarks.micro;

import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.merge.EditTimes;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.merge.FieldMerge;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Merges of the fields of contacts as they are mostly mapped, on one core and without any database. */
@State(Scope.Thread)
public class MergeFields {
    private static final FieldMerge MERGE = new FieldMerge(Duration.ofSeconds(2));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** More than the processor's caches hold, as in a real table. */
    private static final int SITUATIONS = 200_000;

    /** How often each side was edited since they agreed. */
    public enum Mix {
        /** A look at records of which a person or program changed a field here and there. */
        MOSTLY_IN_STEP(0.03),
        /** Nothing can be skipped. */
        ALL_EDITED(1),
        /** Whatever HubSpot answers is a text first. */
        READ_FIRST(0.03);

        private final double edited;

        Mix(double edited) {
            this.edited = edited;
        }
    }

    private record Situation(
            Field field, BasePair base, String localText, String hubspotText, Value local, Value hubspot) {}

    /** Set for each run. */
    @Param
    public Mix mix = Mix.MOSTLY_IN_STEP;

    private List<Situation> situations = List.of();
    private int next;

    /** Makes what is merged. */
    @Setup
    public void prepare() {
        situations = situations(mix, new Random(1));
    }

    /** One field. */
    @Benchmark
    public FieldDecision merge() {
        next = next + 1 == SITUATIONS ? 0 : next + 1;
        return merge(mix, situations.get(next));
    }

    private static FieldDecision merge(Mix mix, Situation situation) {
        var type = situation.field().type();
        var local = mix == Mix.READ_FIRST ? type.read(situation.localText()) : situation.local();
        var hubspot = mix == Mix.READ_FIRST ? type.read(situation.hubspotText()) : situation.hubspot();
        var decision = MERGE.decide(situation.field(), situation.base(), local, hubspot, null);
        return decision instanceof FieldDecision.NeedsTimes
                ? MERGE.decide(situation.field(), situation.base(), local, hubspot, new EditTimes(NOON, NOON))
                : decision;
    }

    private static List<Situation> situations(Mix mix, Random random) {
        var fields = fields();
        var situations = new ArrayList<Situation>();
        while (situations.size() < SITUATIONS) {
            var field = fields.get(situations.size() % fields.size());
            var then = text(field, random);
            var local = random.nextDouble() < mix.edited ? text(field, random) : then;
            var hubspot = random.nextDouble() < mix.edited ? text(field, random) : then;
            var type = field.type();
            situations.add(new Situation(
                    field,
                    new BasePair(type.read(then), type.read(then)),
                    local,
                    hubspot,
                    type.read(local),
                    type.read(hubspot)));
        }
        return situations;
    }

    private static List<Field> fields() {
        return List.of(
                field("email", FieldType.EMAIL, Direction.BOTH, Policy.MANUAL),
                field("firstname", FieldType.TEXT, Direction.BOTH, Policy.MANUAL),
                field("lastname", FieldType.TEXT, Direction.BOTH, Policy.MANUAL),
                field("phone", FieldType.TEXT, Direction.BOTH, Policy.LATEST_WINS),
                field("jobtitle", FieldType.TEXT, Direction.BOTH, Policy.HUBSPOT_WINS),
                field("company", FieldType.TEXT, Direction.BOTH, Policy.DATABASE_WINS),
                field("city", FieldType.TEXT, Direction.TO_HUBSPOT, Policy.MANUAL),
                field("website", FieldType.DOMAIN, Direction.BOTH, Policy.MANUAL),
                field("opted_out", FieldType.BOOLEAN, Direction.BOTH, Policy.HUBSPOT_WINS),
                field("credit_limit", FieldType.NUMBER, Direction.FROM_HUBSPOT, Policy.MANUAL),
                field("score", FieldType.NUMBER, Direction.BOTH, Policy.MAX),
                field("rank", FieldType.NUMBER, Direction.BOTH, Policy.MIN),
                field("points", FieldType.NUMBER, Direction.BOTH, Policy.SUM),
                field("born", FieldType.DATE, Direction.BOTH, Policy.MANUAL),
                field("last_seen", FieldType.DATETIME, Direction.BOTH, Policy.MAX),
                field("industry", FieldType.ENUMERATION, Direction.BOTH, Policy.MANUAL),
                field("lifecyclestage", FieldType.ENUMERATION, Direction.BOTH, Policy.FORWARD_ONLY),
                field("interests", FieldType.OPTION_SET, Direction.BOTH, Policy.MERGE));
    }

    private static final List<String> OPTIONS =
            List.of("subscriber", "lead", "qualified", "opportunity", "customer", "evangelist", "other");

    private static Field field(String name, FieldType type, Direction direction, Policy policy) {
        return new Field(
                name, name, name, type, direction, policy, type == FieldType.ENUMERATION ? OPTIONS : List.of());
    }

    private static String text(Field field, Random random) {
        var number = random.nextInt(100_000);
        return switch (field.type()) {
            case TEXT -> "Some text " + number;
            case EMAIL -> "Person" + number + "@example.com";
            case DOMAIN -> "https://www.company" + number + ".example/about";
            case NUMBER -> number / 4 + ".50";
            case BOOLEAN -> number % 2 == 0 ? "true" : "false";
            case DATE -> "2026-0" + (number % 9 + 1) + "-1" + number % 10;
            case DATETIME -> "2026-0" + (number % 9 + 1) + "-1" + number % 10 + "T08:00:00.5Z";
            case ENUMERATION -> OPTIONS.get(number % OPTIONS.size());
            case OPTION_SET ->
                OPTIONS.get(number % 7) + ";" + OPTIONS.get(number / 7 % 7) + ";" + OPTIONS.get(number / 49 % 7);
        };
    }
}
