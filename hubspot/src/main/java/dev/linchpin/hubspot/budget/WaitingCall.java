package dev.linchpin.hubspot.budget;

import dev.linchpin.engine.hubspot.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** A call in the queue for the budget. Guarded by the budget's lock. */
final class WaitingCall {
    final Limit limit;
    final Lane lane;
    private final Instant since;
    boolean granted;

    WaitingCall(Limit limit, Lane lane, Instant since) {
        this.limit = limit;
        this.lane = lane;
        this.since = since;
    }

    /** By lane, after ageing; within a lane, the longest waiting first. The sort must be stable: ties go by arrival. */
    static Comparator<WaitingCall> order(Instant now, Duration ageing) {
        return Comparator.comparing((WaitingCall call) -> call.laneNow(now, ageing))
                .thenComparing(call -> call.since);
    }

    Pace pace(Instant now, Duration ageing) {
        return pace(laneNow(now, ageing));
    }

    /** The pace that ageing may yet bring it to. */
    Pace bestPace() {
        return lane == Lane.PERSON ? Pace.AT_ONCE : Pace.PROMPT;
    }

    private static Pace pace(Lane lane) {
        return switch (lane) {
            case PERSON -> Pace.AT_ONCE;
            case WEBHOOK, PUSH -> Pace.PROMPT;
            case POLL, BACKGROUND -> Pace.EVEN;
        };
    }

    private Lane laneNow(Instant now, Duration ageing) {
        var reached = lane;
        for (var steps = Duration.between(since, now).dividedBy(ageing); steps > 0 && reached != up(reached); steps--) {
            reached = up(reached);
        }
        return reached;
    }

    /** Nothing ages into the lane of people: whoever sits waiting goes before all machinery. */
    private static Lane up(Lane lane) {
        return switch (lane) {
            case PERSON -> Lane.PERSON;
            case WEBHOOK, PUSH -> Lane.WEBHOOK;
            case POLL -> Lane.PUSH;
            case BACKGROUND -> Lane.POLL;
        };
    }
}
