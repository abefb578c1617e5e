package dev.linchpin.engine.mirror;

import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a row whose record is no longer among the live ones. */
enum Fate {
    STAYS,
    MARKED,
    DELETED;

    /** HubSpot keeps archived records for 90 days. */
    private static final Duration KEPT = Duration.ofDays(89);

    /**
     * Decides. Where rows are marked rather than deleted, one whose record is not even in the recycle bin is deleted all the
     * same, because that is how the deletion of somebody's personal data shows; unless it has been marked for so long that
     * HubSpot has emptied the bin.
     *
     * @param inArchive whether the record is in the recycle bin
     * @param merged whether it lives on in another record
     * @param markedAt when the row was marked; null when it is not
     */
    static Fate of(
            OnRecordArchived policy, boolean inArchive, boolean merged, @Nullable Instant markedAt, Instant now) {
        return switch (policy) {
            case DELETE -> DELETED;
            case UNLINK -> STAYS;
            case MARK -> {
                if (inArchive || merged) {
                    yield markedAt == null ? MARKED : STAYS;
                }
                yield isForgotten(markedAt, now) ? STAYS : DELETED;
            }
        };
    }

    /** Whether the recycle bin no longer tells anything of a row that was marked then. */
    static boolean isForgotten(@Nullable Instant markedAt, Instant now) {
        return markedAt != null && markedAt.plus(KEPT).isBefore(now);
    }
}
