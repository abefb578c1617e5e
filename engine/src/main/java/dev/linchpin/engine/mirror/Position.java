package dev.linchpin.engine.mirror;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a mirror has come. Stored with the rows.
 *
 * @param ranAt when the last run that succeeded began, by our clock; null before the first
 * @param time what is known of HubSpot's clock; null before the first record
 * @param watermark up to when, in HubSpot's time, all modifications have been taken in; null before the first whole pass
 * @param passedAt when the last whole pass that came to its end began, by our clock; null before the first
 * @param sweptAt when the recycle bin was last looked through, by our clock; null before the first time
 * @param pass the whole pass under way; null when there is none
 */
public record Position(
        @Nullable Instant ranAt,
        @Nullable HubSpotTime time,
        @Nullable Instant watermark,
        @Nullable Instant passedAt,
        @Nullable Instant sweptAt,
        @Nullable Pass pass) {
    /** Of a mirror that has not run yet. */
    public static final Position START = new Position(null, null, null, null, null, null);

    /**
     * A reading of all records, page by page in the order of their ids.
     *
     * @param beganAt by our clock
     * @param watermark in HubSpot's time: what was modified up to then, the pass shows
     * @param after where the next page begins; empty for the first
     * @param lastId of the page before; empty before the first
     */
    public record Pass(Instant beganAt, Instant watermark, String after, String lastId) {
        Pass reached(String next, String last) {
            return new Pass(beganAt, watermark, next, last);
        }
    }

    Position seen(Instant modified, Instant now) {
        var known = time == null ? HubSpotTime.unknown(now) : time;
        return new Position(ranAt, known.seen(modified, now), watermark, passedAt, sweptAt, pass);
    }

    /** What HubSpot's clock had certainly reached when ours stood there. */
    Instant inHubSpot(Instant when) {
        return (time == null ? HubSpotTime.unknown(when) : time).at(when);
    }

    /** All modifications have been taken in that a run found which began then, by our clock. */
    Position changesTaken(Instant beganAt) {
        return new Position(ranAt, time, later(inHubSpot(beganAt)), passedAt, sweptAt, pass);
    }

    Position swept(Instant at) {
        return new Position(ranAt, time, watermark, passedAt, at, pass);
    }

    Position ran(Instant at) {
        return new Position(at, time, watermark, passedAt, sweptAt, pass);
    }

    Position passing(Pass under) {
        return new Position(ranAt, time, watermark, passedAt, sweptAt, under);
    }

    Position beginPass(Instant now) {
        return passing(new Pass(now, inHubSpot(now), "", ""));
    }

    Position endPass(Pass ended) {
        return new Position(ranAt, time, later(ended.watermark()), ended.beganAt(), sweptAt, null);
    }

    private Instant later(Instant other) {
        return watermark != null && watermark.isAfter(other) ? watermark : other;
    }
}
