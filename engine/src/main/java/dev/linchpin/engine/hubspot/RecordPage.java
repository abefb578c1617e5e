package dev.linchpin.engine.hubspot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param next where the following page begins; null on the last page
 * @param total how many records a search found, those of the pages before left out; null for what is no search
 */
public record RecordPage(
        List<HubSpotRecord> records,
        @Nullable String next,
        @Nullable Long total) {
    /** A page of what is no search. */
    public RecordPage(List<HubSpotRecord> records, @Nullable String next) {
        this(records, next, null);
    }
}
