package dev.linchpin.database.guard;

import dev.linchpin.database.queue.Queue;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.desk.GuardDesk;
import dev.linchpin.engine.desk.HoldVerdict;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Loss;
import dev.linchpin.engine.store.Losses.Standing;
import java.time.Clock;
import java.time.Instant;

/** Stores what people decide about what the guard holds, and marks the links. Thread-safe. */
public final class SqlGuardDesk implements GuardDesk {
    /** Marking is the same for every owner. */
    private static final long NO_EPOCH = 0;

    private final Transactions transactions;
    private final Clock clock;

    public SqlGuardDesk(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public HoldVerdict approve(ObjectType type, Loss loss, long version) {
        return decide(type, loss, version, Standing.APPROVED);
    }

    @Override
    public HoldVerdict reject(ObjectType type, Loss loss, long version) {
        return loss == Loss.OUT_OF_SCOPE
                ? new HoldVerdict.Unsuitable("What left the scope stays linked for as long as it is held: correct the"
                        + " scope, or the rows and records, and the hold ends by itself")
                : decide(type, loss, version, Standing.REJECTED);
    }

    private HoldVerdict decide(ObjectType type, Loss loss, long version, Standing verdict) {
        return transactions.write(session -> decide(session, type, loss, version, verdict, clock.instant()));
    }

    private static HoldVerdict decide(
            Session session, ObjectType type, Loss loss, long version, Standing verdict, Instant now) {
        var hold = new Holds(session).of(type, loss);
        if (hold.isEmpty()) {
            return new HoldVerdict.Unknown();
        }
        if (hold.get().version() > version) {
            return new HoldVerdict.Grown(hold.get());
        }
        var links = session.query("""
                select link_id from $loss
                where object_type = ? and loss = ? and standing = 'HELD' and id <= ? order by link_id
                """, row -> row.number(1), type.name(), loss.name(), version);
        new Queue(session, NO_EPOCH, now).mark(links, Cause.RETRY);
        session.update(
                "update $loss set standing = ?, at = ? where link_id $in and standing = 'HELD'",
                verdict.name(),
                now,
                links);
        return new HoldVerdict.Accepted(links.size());
    }
}
