package dev.linchpin.server.overview;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.hubspot.HubSpotClient;
import java.time.Duration;

/** Finds out how many records a load has before it: one call for each, and only for people to see. */
public final class LoadTotals implements Loop {
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final HubSpotClient hubSpot;
    private final Progress progress;

    public LoadTotals(HubSpotClient hubSpot, Progress progress) {
        this.hubSpot = hubSpot;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "load totals";
    }

    @Override
    public Duration step() {
        for (var type : progress.withoutTotal()) {
            try {
                progress.total(type, hubSpot.count(type, Lane.BACKGROUND));
            } catch (HubSpotException unanswered) {
                // The load goes on without; whoever loads tells what is wrong.
                return IDLE;
            }
        }
        return IDLE;
    }

    @Override
    public boolean isWokenBy(EngineEvent event) {
        return event instanceof EngineEvent.LoadProgress load
                && !load.finished()
                && progress.withoutTotal().contains(load.type());
    }
}
