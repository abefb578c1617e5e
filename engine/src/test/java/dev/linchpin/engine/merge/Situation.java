package dev.linchpin.engine.merge;

import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One question to the merge. The values come from so few that equal ones are frequent. */
record Situation(
        Field field,
        @Nullable BasePair base,
        Value local,
        Value hubspot,
        @Nullable EditTimes times) {
    static final FieldMerge MERGE = new FieldMerge(Duration.ofSeconds(2));
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> OPTIONS = List.of("one", "two", "three");

    static Field mapped(FieldType type, Direction direction, Policy policy) {
        return new Field(
                "field",
                "property",
                "column",
                type,
                direction,
                policy,
                type == FieldType.ENUMERATION ? OPTIONS : List.of());
    }

    /** Every type with every policy that fits it and every direction. */
    static List<Field> fields() {
        return Arrays.stream(FieldType.values())
                .flatMap(type -> Arrays.stream(Policy.values())
                        .filter(policy -> policy.fits(type))
                        .flatMap(policy ->
                                Arrays.stream(Direction.values()).map(direction -> mapped(type, direction, policy))))
                .toList();
    }

    /** A blank, values apart, values that mean the same, and where texts can be anything, one that does not fit. */
    static List<Value> values(FieldType type) {
        var texts = switch (type) {
            case TEXT -> List.of("", "a", "A", " a");
            case EMAIL -> List.of("", "a@x.y", " A@x.Y", "b@x.y");
            case DOMAIN -> List.of("", "x.y", "https://www.X.y/z", "z.y");
            case NUMBER -> List.of("", "0", "1.5", "-2", "word");
            case BOOLEAN -> List.of("", "true", "no", "perhaps");
            case DATE -> List.of("", "2026-01-31", "2026-02-01", "soon");
            case DATETIME -> List.of("", "2026-01-31T08:00:00Z", "2026-01-31T08:00:00.5Z", "soon");
            case ENUMERATION -> List.of("", "one", "two", "three", "retired");
            case OPTION_SET -> List.of("", "a", "b", "b;a", "c;b");
        };
        return texts.stream().map(type::read).toList();
    }

    /** All there are of the field. */
    static Stream<Situation> of(Field field) {
        var values = values(field.type());
        var situations = new ArrayList<Situation>();
        var bases = new ArrayList<@Nullable BasePair>();
        bases.add(null);
        values.forEach(local -> values.forEach(hubspot -> bases.add(new BasePair(local, hubspot))));
        for (var base : bases) {
            for (var local : values) {
                for (var hubspot : values) {
                    for (var times : times(field)) {
                        situations.add(new Situation(field, base, local, hubspot, times));
                    }
                }
            }
        }
        return situations.stream();
    }

    private static List<@Nullable EditTimes> times(Field field) {
        var times = new ArrayList<@Nullable EditTimes>();
        times.add(null);
        if (field.policy() == Policy.LATEST_WINS) {
            times.add(new EditTimes(NOON, NOON.minusSeconds(60)));
            times.add(new EditTimes(NOON, NOON.plusSeconds(60)));
            times.add(new EditTimes(NOON, NOON.plusSeconds(1)));
            times.add(new EditTimes(null, NOON));
        }
        return times;
    }

    FieldDecision decision() {
        return MERGE.decide(field, base, local, hubspot, times);
    }

    boolean sameMeaning() {
        return field.type().same(local, hubspot);
    }

    boolean localChanged() {
        return base != null && !local.equals(base.local());
    }

    boolean hubspotChanged() {
        return base != null && !hubspot.equals(base.hubspot());
    }

    /** Both sides flow freely, and both changed. */
    boolean isForThePolicy() {
        return field.direction() == Direction.BOTH && localChanged() && hubspotChanged();
    }

    boolean isOf(Policy policy) {
        return field.policy() == policy;
    }

    /** The same situation with the two sides' roles exchanged. */
    @SuppressWarnings("ArgumentSelectionDefectChecker")
    Situation mirrored() {
        return new Situation(
                new Field(
                        field.name(),
                        field.property(),
                        field.column(),
                        field.type(),
                        mirror(field.direction()),
                        mirror(field.policy()),
                        field.options()),
                base == null ? null : new BasePair(base.hubspot(), base.local()),
                hubspot,
                local,
                times == null ? null : new EditTimes(times.hubspot(), times.local()));
    }

    private static Direction mirror(Direction direction) {
        return switch (direction) {
            case BOTH -> Direction.BOTH;
            case TO_HUBSPOT -> Direction.FROM_HUBSPOT;
            case FROM_HUBSPOT -> Direction.TO_HUBSPOT;
        };
    }

    private static Policy mirror(Policy policy) {
        return switch (policy) {
            case HUBSPOT_WINS -> Policy.DATABASE_WINS;
            case DATABASE_WINS -> Policy.HUBSPOT_WINS;
            case MANUAL, LATEST_WINS, MERGE, MAX, MIN, SUM, FORWARD_ONLY -> policy;
        };
    }
}
