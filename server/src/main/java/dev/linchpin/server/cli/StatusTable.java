package dev.linchpin.server.cli;

import dev.linchpin.engine.store.Inspection.TypeStatus;
import dev.linchpin.server.api.Views.FeedJson;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How the types stand, for reading. */
final class StatusTable {
    private StatusTable() {}

    static void print(List<TypeStatus> types, Instant now, PrintWriter out) {
        out.printf("%-16s%12s%12s%12s%14s%12s%n", "", "linked", "queued", "conflicts", "dead letters", "lag");
        for (var type : types) {
            out.printf(
                    "%-16s%,12d%,12d%,12d%,14d%12s%n",
                    type.type(),
                    type.links(),
                    type.queued() + type.capturedUnread(),
                    type.conflicts(),
                    type.deadLetters(),
                    lag(type, now));
        }
    }

    /** How complete the fast feeds were, where anything happened. */
    static void printFeeds(List<FeedJson> feeds, PrintWriter out) {
        for (var feed : feeds) {
            out.printf(
                    "%s: %.1f %% of the changes to %s told in time over a day (%,d told, %,d missed)%n",
                    feed.feed(), feed.completeness() * 100, feed.objectType(), feed.told(), feed.missed());
        }
    }

    private static String lag(TypeStatus type, Instant now) {
        var oldest = type.oldestMark();
        if (oldest == null) {
            return "-";
        }
        var seconds = Math.max(0, Duration.between(oldest, now).toSeconds());
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }
}
