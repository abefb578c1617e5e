package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.desk.GuardDesk;
import dev.linchpin.engine.desk.HoldVerdict;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Loss;
import dev.linchpin.engine.store.Losses.Standing;
import dev.linchpin.engine.store.Mark;

/** Stores what people decide about what the guard holds, and marks its links: the cycle carries it out. */
final class GuardDecisions implements GuardDesk {
    private final Environment environment;

    GuardDecisions(Environment environment) {
        this.environment = environment;
    }

    @Override
    public HoldVerdict approve(ObjectType type, Loss loss, long version) {
        return decide(type, loss, version, Standing.APPROVED);
    }

    @Override
    public HoldVerdict reject(ObjectType type, Loss loss, long version) {
        return loss == Loss.OUT_OF_SCOPE
                ? new HoldVerdict.Unsuitable("What left the scope stays linked for as long as this is held: correct the"
                        + " scope, or the rows and records, and it is over by itself")
                : decide(type, loss, version, Standing.REJECTED);
    }

    private HoldVerdict decide(ObjectType type, Loss loss, long version, Standing verdict) {
        var decided = environment.store().<HoldVerdict>inTransaction(tx -> {
            var hold = tx.losses().held(type, loss);
            if (hold.isEmpty()) {
                return new HoldVerdict.Unknown();
            }
            if (hold.get().version() > version) {
                return new HoldVerdict.Grown(hold.get());
            }
            var links = tx.losses().decide(type, loss, verdict);
            tx.mark(links.stream().map(id -> new Mark.OfLink(id, Cause.RETRY)).toList());
            return new HoldVerdict.Accepted(links.size());
        });
        environment.listener().on(new EngineEvent.Marked(type));
        return decided;
    }
}
