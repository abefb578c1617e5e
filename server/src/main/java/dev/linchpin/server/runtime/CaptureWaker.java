package dev.linchpin.server.runtime;

import dev.linchpin.database.capture.ChangeNotices;
import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.Loop;
import java.time.Duration;

/** Wakes the capture as soon as the database tells of a change, so that it need not be looked for all the time. */
final class CaptureWaker implements Loop {
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final ChangeNotices notices;
    private final EngineListener loops;

    CaptureWaker(ChangeNotices notices, EngineListener loops) {
        this.notices = notices;
        this.loops = loops;
    }

    @Override
    public String name() {
        return "change notices";
    }

    @Override
    public Duration step() {
        notices.await(WAIT).forEach(type -> loops.on(new EngineEvent.RowsChanged(type)));
        return Duration.ZERO;
    }
}
