package dev.linchpin.simulator.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with one call.
 *
 * @param ending how it ends instead of well; null for well
 * @param delay how late the answer is
 * @param drip over how long its body is spread
 * @param kinds everything that struck
 */
public record Strike(@Nullable FaultRule ending, Duration delay, Duration drip, List<FaultKind> kinds) {

    /** Nothing. */
    public static final Strike NONE = new Strike(null, Duration.ZERO, Duration.ZERO, List.of());

    Strike with(FaultRule rule, Duration drawn) {
        var all = new ArrayList<>(kinds);
        all.add(rule.kind());
        return switch (rule.kind()) {
            case SLOW -> new Strike(ending, delay.plus(drawn), drip, all);
            case DRIP -> new Strike(ending, delay, drip.plus(drawn), all);
            default -> new Strike(rule, delay, drip, all);
        };
    }
}
