package dev.linchpin.engine.reference;

import dev.linchpin.engine.Loop;
import dev.linchpin.engine.hubspot.HubSpotException;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one reference up to date: new, changed and removed entries are followed, and what somebody did to the tables is undone,
 * at the next refresh. A step asks HubSpot for one page.
 */
public final class ReferenceLoop implements Loop {
    private static final Logger log = LoggerFactory.getLogger(ReferenceLoop.class);

    private final Reference reference;
    private final Refresh refresh;
    private final Duration every;
    private boolean complained;

    /**
     * @param refresh what is done, a page at a time
     * @param every how long after a refresh the next one begins
     */
    ReferenceLoop(Reference reference, Refresh refresh, Duration every) {
        this.reference = reference;
        this.refresh = refresh;
        this.every = every;
    }

    /** A refresh in pages. */
    interface Refresh {
        /** Takes in the next page, beginning anew after the last one; answers whether there is more. */
        boolean step();

        /** The next page is the first one. */
        void restart();
    }

    @Override
    public String name() {
        return "reference " + reference.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Duration step() {
        try {
            if (refresh.step()) {
                return Duration.ZERO;
            }
            complained = false;
        } catch (HubSpotException.Forbidden | HubSpotException.Rejected refused) {
            refresh.restart();
            if (!complained) {
                complained = true;
                log.warn("The tables of {} are not kept: {}", name(), refused.getMessage());
            }
        } catch (RuntimeException failed) {
            refresh.restart();
            throw failed;
        }
        return every;
    }
}
