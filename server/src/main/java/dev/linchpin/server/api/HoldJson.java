package dev.linchpin.server.api;

import dev.linchpin.engine.store.Hold;
import dev.linchpin.engine.store.Loss;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What the guard holds of one type, as the API and the command line show it. */
public record HoldJson(
        String objectType, String loss, long records, Instant since, long version, List<String> examples) {
    public static HoldJson of(Hold hold) {
        return new HoldJson(
                hold.type().name(), word(hold.loss()), hold.records(), hold.since(), hold.version(), hold.examples());
    }

    /** What people call a kind of loss. */
    public static String word(Loss loss) {
        return loss.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
