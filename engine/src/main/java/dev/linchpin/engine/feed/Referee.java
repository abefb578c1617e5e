package dev.linchpin.engine.feed;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Announcements.Found;
import dev.linchpin.engine.store.Feed;
import java.time.Duration;

/**
 * Judges the fast feeds by what polls found: a change of a mapped field that no event has told within the grace was missed.
 * HubSpot repeats webhooks for a day, so one that comes later still has been missed when it was needed.
 */
public final class Referee implements Loop {
    private static final int PORTION = 500;
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Environment environment;
    private final ObjectMapping mapping;

    public Referee(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
    }

    @Override
    public String name() {
        return "referee " + mapping.type();
    }

    @Override
    public Duration step() {
        var feeds = environment.settings().feeds();
        var before = environment.now().minus(feeds.grace());
        if (!environment.store().glance().hasFound(mapping.type(), before)) {
            return EVERY;
        }
        var taken = environment.store().inTransaction(tx -> {
            var found = tx.announcements().takeFoundBefore(mapping.type(), before, PORTION);
            var missed = (int) found.stream().filter(Referee::wasMissed).count();
            if (missed > 0) {
                feeds.on().stream()
                        .filter(Feed::isFast)
                        .sorted()
                        .forEach(feed -> tx.announcements().count(feed, mapping.type(), 0, missed));
            }
            return found.size();
        });
        return taken < PORTION ? EVERY : Duration.ZERO;
    }

    private static boolean wasMissed(Found found) {
        return found.isChange() && !found.isTold();
    }
}
