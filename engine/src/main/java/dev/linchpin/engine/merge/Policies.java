package dev.linchpin.engine.merge;

import dev.linchpin.engine.merge.Ruling.Holds;
import dev.linchpin.engine.merge.Ruling.NeedsTimes;
import dev.linchpin.engine.merge.Ruling.Undecided;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What each policy makes of two values that both sides arrived at since they last agreed. A policy that does not fit the
 * field's type, or the texts at hand, leaves them to a person. Pure.
 */
final class Policies {
    private Policies() {}

    /** @param base null when the sides never agreed, or no longer validly */
    static Ruling rule(
            Field field,
            @Nullable BasePair base,
            Value local,
            Value hubspot,
            @Nullable EditTimes times,
            Duration skew) {
        var policy = field.policy();
        if (!policy.fits(field.type())) {
            return new Undecided();
        }
        return switch (policy) {
            case MANUAL -> new Undecided();
            case HUBSPOT_WINS -> new Holds(hubspot);
            case DATABASE_WINS -> new Holds(local);
            case LATEST_WINS -> latest(local, hubspot, times, skew);
            case MERGE -> merged(field, base, local, hubspot);
            case MAX -> extreme(field, local, hubspot, 1);
            case MIN -> extreme(field, local, hubspot, -1);
            case SUM -> sum(field, base, local, hubspot);
            case FORWARD_ONLY -> furthest(field, base, local, hubspot);
        };
    }

    private static Ruling latest(Value local, Value hubspot, @Nullable EditTimes times, Duration skew) {
        if (times == null) {
            return new NeedsTimes();
        }
        return switch (times.later(skew)) {
            case LOCAL -> new Holds(local);
            case HUBSPOT -> new Holds(hubspot);
            case UNDECIDED -> new Undecided();
        };
    }

    /** What either side added is in, what either side removed is out. Sides that never agreed have only added. */
    private static Ruling merged(Field field, @Nullable BasePair base, Value local, Value hubspot) {
        var localNow = options(local);
        var hubspotNow = options(hubspot);
        var localThen = base == null ? Set.<String>of() : options(base.local());
        var hubspotThen = base == null ? Set.<String>of() : options(base.hubspot());
        var all = new TreeSet<>(localNow);
        all.addAll(hubspotNow);
        all.removeIf(option -> {
            var removed = isIn(localThen, localNow, option) || isIn(hubspotThen, hubspotNow, option);
            var added = isIn(localNow, localThen, option) || isIn(hubspotNow, hubspotThen, option);
            return removed && !added;
        });
        return new Holds(field.type().read(String.join(";", all)));
    }

    private static boolean isIn(Set<String> one, Set<String> butNotIn, String option) {
        return one.contains(option) && !butNotIn.contains(option);
    }

    private static Set<String> options(Value value) {
        return value.isBlank() ? Set.of() : new TreeSet<>(List.of(value.text().split(";")));
    }

    /** A value goes before a blank: nobody clears a field in order to win. */
    private static Ruling extreme(Field field, Value local, Value hubspot, int sign) {
        if (local.isBlank() || hubspot.isBlank()) {
            return new Holds(local.isBlank() ? hubspot : local);
        }
        var compared = Order.compare(field, local, hubspot);
        if (compared.isEmpty()) {
            return new Undecided();
        }
        return new Holds(compared.getAsInt() * sign > 0 ? local : hubspot);
    }

    /**
     * What the row holds, and what was added in HubSpot since. A blank counts as nothing. Without a base nobody knows what was
     * added.
     */
    private static Ruling sum(Field field, @Nullable BasePair base, Value local, Value hubspot) {
        if (base == null) {
            return new Undecided();
        }
        if (local.isBlank() && hubspot.isBlank()) {
            return new Holds(Value.BLANK);
        }
        try {
            var added = number(hubspot).subtract(number(base.hubspot()));
            return new Holds(field.type().read(number(local).add(added).toPlainString()));
        } catch (NumberFormatException noNumber) {
            return new Undecided();
        }
    }

    private static BigDecimal number(Value value) {
        return value.isBlank() ? BigDecimal.ZERO : new BigDecimal(value.text());
    }

    /** The option that is furthest along, of the two and of what they last agreed on: nothing goes back. */
    private static Ruling furthest(Field field, @Nullable BasePair base, Value local, Value hubspot) {
        var then = base == null ? new BasePair(Value.BLANK, Value.BLANK) : base;
        var found = Value.BLANK;
        for (var value : List.of(local, hubspot, then.local(), then.hubspot())) {
            var compared = alongFrom(field, found, value);
            if (compared.isEmpty()) {
                return new Undecided();
            }
            found = compared.getAsInt() > 0 ? value : found;
        }
        return new Holds(found);
    }

    /**
     * Whether one side changed to a value that is behind what the other still holds, and the policy does not let it.
     *
     * @param held by the side that did not change
     */
    static boolean goesBack(Field field, Value held, Value changed) {
        return field.policy() == Policy.FORWARD_ONLY
                && alongFrom(field, held, changed).orElse(0) < 0;
    }

    /** Positive if the second option is further along than the first; blank is before the first option. */
    private static OptionalInt alongFrom(Field field, Value from, Value to) {
        if (from.isBlank() || to.isBlank()) {
            return OptionalInt.of(Boolean.compare(from.isBlank(), to.isBlank()));
        }
        return Order.compare(field, to, from);
    }
}
