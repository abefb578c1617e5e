package dev.linchpin.benchmarks;

import dev.linchpin.benchmarks.figures.Announced;
import dev.linchpin.benchmarks.figures.Figure;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.merge.EditTimes;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.merge.FieldMerge;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code linchpin bench merge}: how many fields one core merges. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures the merge of fields, on one core and without any database.")
final class MergeBenchmark implements Callable<Integer> {
    private static final FieldMerge MERGE = new FieldMerge(Duration.ofSeconds(2));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** More than the processor's caches hold, as in a real table. */
    private static final int SITUATIONS = 200_000;

    private static final int ROUNDS = 5;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "A tenth of the time; the figures are rough.")
    private boolean quick;

    @Option(names = "--scale", hidden = true, description = "Share of the time.")
    private double scale = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures there.")
    private @Nullable Path json;

    /** The fields of a contact as they are mostly mapped, and how often each side was edited since they agreed. */
    private enum Mix {
        /** A look at records of which a person or program changed a field here and there. */
        MOSTLY_IN_STEP("field merges, 6 of 100 fields edited", 0.03, 0.03),
        /** Nothing can be skipped. */
        ALL_EDITED("field merges, every field edited on both sides", 1, 1),
        /** Whatever HubSpot answers is a text first. */
        READ_FIRST("field merges with reading both texts, 6 of 100 edited", 0.03, 0.03);

        final String title;
        final double local;
        final double hubspot;

        Mix(String title, double local, double hubspot) {
            this.title = title;
            this.local = local;
            this.hubspot = hubspot;
        }
    }

    private record Situation(
            Field field, BasePair base, String localText, String hubspotText, Value local, Value hubspot) {}

    @Override
    public Integer call() throws IOException {
        if (quick) {
            scale = 0.1;
        }
        var figures = new Announced(spec);
        for (var mix : Mix.values()) {
            figures.add(Figure.atLeast(mix.title, perSecond(mix), "1/s", 1_000_000));
        }
        return figures.finish(json);
    }

    private double perSecond(Mix mix) {
        var situations = situations(mix, new Random(1));
        var nanos = (long) (2e9 * scale);
        run(mix, situations, nanos);
        return IntStream.range(0, ROUNDS)
                .mapToDouble(_ -> run(mix, situations, nanos))
                .sorted()
                .toArray()[ROUNDS / 2];
    }

    /**
     * Merges for about so long; answers the merges a second of one core. What counts is the time that this thread had the core,
     * so that whatever else runs on the machine makes little difference.
     */
    private static double run(Mix mix, List<Situation> situations, long nanos) {
        var clock = ManagementFactory.getThreadMXBean();
        var began = clock.getCurrentThreadCpuTime();
        var merges = 0L;
        var inStep = 0L;
        do {
            for (var situation : situations) {
                inStep += merge(mix, situation) instanceof FieldDecision.InStep ? 1 : 0;
            }
            merges += situations.size();
        } while (clock.getCurrentThreadCpuTime() - began < nanos);
        var seconds = (clock.getCurrentThreadCpuTime() - began) / 1e9;
        if (inStep == merges) {
            throw new IllegalStateException("Nothing was merged, so nothing was measured");
        }
        return merges / seconds;
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
            var local = random.nextDouble() < mix.local ? text(field, random) : then;
            var hubspot = random.nextDouble() < mix.hubspot ? text(field, random) : then;
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
