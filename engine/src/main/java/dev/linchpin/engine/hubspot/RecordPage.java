package dev.linchpin.engine.hubspot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param next where the following page begins; null on the last page
 */
public record RecordPage(
        List<HubSpotRecord> records, @Nullable String next) {}
