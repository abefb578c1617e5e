package dev.linchpin.torture.world;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What falls due in the database without anything changing there. */
final class Pending {
    /** As long as an audit waits without an occasion. */
    private static final Duration AUDIT = Duration.ofSeconds(20);

    /** When the oldest unclaimed mark of a type falls due, and the oldest audit; {@link Long#MAX_VALUE} for never. */
    record Due(long work, long audit) {}

    private final World world;
    private final String query;

    /** @param type whose work is looked at */
    Pending(World world, String type) {
        this.world = world;
        this.query = "select (select min(due_at) from " + world.place().own("sync_queue")
                + " where claimed_epoch is null and object_type = '" + type + "') as work,"
                + " (select min(written_at) from " + world.place().own("outgoing_write")
                + " where written_at is not null and object_type = '" + type + "') as audit";
    }

    Due due() {
        var row = world.place().query(query).getFirst();
        var written = moment(row, "audit");
        return new Due(moment(row, "work"), written == Long.MAX_VALUE ? written : written + AUDIT.toMillis() + 1);
    }

    private static long moment(Map<String, @Nullable String> row, String column) {
        var text = row.get(column);
        return text == null ? Long.MAX_VALUE : Long.parseLong(text);
    }
}
