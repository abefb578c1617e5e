package dev.linchpin.torture.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.OptionalLong;

/** When something falls due in the database without anything changing there. */
final class Pending {
    /** As long as an audit waits without an occasion. */
    private static final Duration AUDIT = Duration.ofSeconds(20);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final World world;

    Pending(World world) {
        this.world = world;
    }

    /** Whether there is something that a loop could work on now. */
    boolean isDue() {
        return earliest("select min(due_at) as at from " + queue() + " where claimed_epoch is null") <= now();
    }

    /** The next millisecond at which a look is worthwhile; empty when none is before something changes. */
    OptionalLong nextDue() {
        var moments = new ArrayList<Long>();
        moments.add(earliest("select min(due_at) as at from " + queue() + " where claimed_epoch is null"));
        var audit = earliest("select min(written_at) as at from "
                + world.place().own("outgoing_write") + " where written_at is not null");
        // What cannot be audited yet is looked at now and then.
        moments.add(audit == Long.MAX_VALUE ? audit : Math.max(audit + AUDIT.toMillis() + 1, again()));
        var event = earliest("select min(received_at) as at from "
                + world.place().own("webhook_event") + " where processed_at is null");
        moments.add(event == Long.MAX_VALUE ? event : again());
        var next = moments.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    private String queue() {
        return world.place().own("sync_queue");
    }

    private long now() {
        return world.clock().millis();
    }

    private long again() {
        return now() + AGAIN.toMillis();
    }

    private long earliest(String query) {
        var at = world.place().query(query).getFirst().get("at");
        return at == null ? Long.MAX_VALUE : Long.parseLong(Objects.requireNonNull(at));
    }
}
