package dev.linchpin.database.ownership;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.store.OwnershipLostException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That this process alone runs the connection. Every transaction of the engine checks it, so that a process which was taken
 * for dead (suspended, cut off from the network) can do no harm when it wakes up. Thread-safe.
 */
public final class Ownership {
    /** An owner on another machine that was silent for so long is taken for dead. */
    public static final Duration SILENCE = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final Clock clock;
    private final long epoch;

    private Ownership(Transactions transactions, Clock clock, long epoch) {
        this.transactions = transactions;
        this.clock = clock;
        this.epoch = epoch;
    }

    private record Holder(
            long epoch, @Nullable String host, long pid, long startedAt, Instant acquiredAt, Instant heartbeatAt) {
        static Holder read(Columns row) throws SQLException {
            return new Holder(row.number(1), row.textOrNull(2), row.number(3), row.number(4), row.time(5), row.time(6));
        }
    }

    /**
     * Takes the ownership if nobody has it, or the process that has it is dead or silent. All claims of earlier owners are
     * void from then on.
     *
     * @throws AlreadyOwnedException when the owner is alive
     */
    public static Ownership acquire(Transactions transactions, Clock clock, Host host) {
        var self = host.self();
        var epoch = transactions.write(session -> {
            var now = clock.instant();
            var holder = session.query("""
                            select epoch, host, pid, process_started_at, acquired_at, heartbeat_at
                            from $ownership where id = 1 $for_update
                            """, Holder::read).getFirst();
            if (holder.host() != null) {
                var owner = new OwnerProcess(holder.host(), holder.pid(), holder.startedAt());
                if (isAlive(owner, holder.heartbeatAt(), now, self, host)) {
                    throw new AlreadyOwnedException(owner, holder.acquiredAt());
                }
            }
            var next = holder.epoch() + 1;
            session.update("""
                    update $ownership set epoch = ?, host = ?, pid = ?, process_started_at = ?, acquired_at = ?,
                        heartbeat_at = ? where id = 1
                    """, next, self.host(), self.pid(), self.startedAt(), now, now);
            session.update("update $sync_queue set claimed_epoch = null where claimed_epoch is not null");
            return next;
        });
        return new Ownership(transactions, clock, epoch);
    }

    private static boolean isAlive(OwnerProcess owner, Instant heartbeat, Instant now, OwnerProcess self, Host host) {
        if (heartbeat.isBefore(now.minus(SILENCE))) {
            return false;
        }
        return !owner.host().equals(self.host()) || host.isRunning(owner);
    }

    /** Grows with every change of owner. */
    public long epoch() {
        return epoch;
    }

    /**
     * Makes sure that this process still is the owner, and will be until the transaction ends.
     *
     * @throws OwnershipLostException when it is not
     */
    public void check(Session session) {
        // Shared, and of the key alone: heartbeats go on beside a long transaction, a change of owner waits for it.
        var current = session.first(
                "select epoch from $ownership where epoch = ? $for_key_share", row -> row.number(1), epoch);
        if (current.isEmpty()) {
            throw lost();
        }
    }

    /**
     * Tells others that this process is alive; to be called well within {@link #SILENCE}.
     *
     * @throws OwnershipLostException when another process has taken over
     */
    public void heartbeat() {
        var updated = transactions.<Integer>write(session -> session.update(
                "update $ownership set heartbeat_at = ? where id = 1 and epoch = ?", clock.instant(), epoch));
        if (updated == 0) {
            throw lost();
        }
    }

    /** Gives the ownership up, if it is not lost already; transactions under it are refused from then on. */
    public void release() {
        transactions.<Integer>write(session -> session.update("""
                update $ownership set epoch = epoch + 1, host = null, pid = null, process_started_at = null,
                    acquired_at = null, heartbeat_at = null where id = 1 and epoch = ?
                """, epoch));
    }

    private static OwnershipLostException lost() {
        return new OwnershipLostException(
                "Another process has taken over this database; this one stops, so that no change is made twice");
    }
}
