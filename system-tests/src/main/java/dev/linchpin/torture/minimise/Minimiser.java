package dev.linchpin.torture.minimise;

import dev.linchpin.torture.history.Outcome;
import dev.linchpin.torture.history.Plan;
import dev.linchpin.torture.history.Play;
import dev.linchpin.torture.history.Step;
import dev.linchpin.torture.world.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Leaves out steps of a history for as long as it still breaks the same promise (delta debugging: halves first, then ever
 * smaller pieces).
 *
 * @param plays the most histories to play for it
 */
public record Minimiser(Place.Maker places, int plays) {
    private static final Pattern PROMISE = Pattern.compile("promise \\d");

    /** The shortest history found that breaks the promise that this one breaks first; itself when there is none. */
    public Outcome minimised(Outcome bad) {
        var promise = promise(bad);
        var shortest = bad;
        var left = plays;
        var piece = Math.max(1, bad.plan().steps().size() / 2);
        while (left > 0) {
            var shortened = false;
            for (var from = 0; from < shortest.plan().steps().size() && left > 0; ) {
                var without = Play.of(without(shortest.plan(), from, piece), places, false);
                left--;
                if (!without.isGood() && promise(without).equals(promise)) {
                    shortest = without;
                    shortened = true;
                } else {
                    from += piece;
                }
            }
            if (piece == 1 && !shortened) {
                break;
            }
            piece = Math.max(1, piece / 2);
        }
        return shortest;
    }

    private static Plan without(Plan plan, int from, int count) {
        var steps = new ArrayList<Step>(plan.steps());
        steps.subList(from, Math.min(steps.size(), from + count)).clear();
        return plan.with(List.copyOf(steps));
    }

    private static String promise(Outcome bad) {
        var finding = bad.findings().getFirst();
        var matcher = PROMISE.matcher(finding);
        return matcher.lookingAt() ? matcher.group() : finding;
    }
}
