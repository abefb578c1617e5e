package dev.linchpin.simulator.exports;

import dev.linchpin.simulator.settings.Section;
import java.time.Duration;

/**
 * What is not known for certain about HubSpot's exports. The limits are those of older documentation.
 *
 * @param pendingFor how long an export is {@code PENDING} once it is its turn; UNCONFIRMED
 * @param processingFor how long it is {@code PROCESSING} then; UNCONFIRMED
 * @param maximumPerDay how many exports may be started in 24 hours; more are answered 429 (older HubSpot docs, "Exports";
 *     the status is UNCONFIRMED)
 * @param oneAtATime whether an export waits until the one before it is complete (older HubSpot docs)
 * @param zipAbove size in bytes above which a CSV file is zipped (older HubSpot docs: 2 MB)
 * @param linksLast how long the address of a file works (older HubSpot docs: 5 minutes); asking for the status makes another
 *     one
 * @param maximumGroups how many filter groups a view may have (older HubSpot docs)
 * @param maximumFilters how many filters each of them may have (older HubSpot docs)
 * @param maximumAssociated how many associated records of a type a row names unless the request overrides that; UNCONFIRMED
 * @param needsApproval whether an export waits for an administrator, for ever here, as {@code PENDING_APPROVAL}
 * @param publicUrl what addresses of files begin with; empty for the host that was called
 */
public record ExportSettings(
        Duration pendingFor,
        Duration processingFor,
        int maximumPerDay,
        boolean oneAtATime,
        long zipAbove,
        Duration linksLast,
        int maximumGroups,
        int maximumFilters,
        int maximumAssociated,
        boolean needsApproval,
        String publicUrl) {

    /** The settings, as {@code exports}. */
    public static final Section<ExportSettings> SECTION = Section.of(
            "exports",
            ExportSettings.class,
            new ExportSettings(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    30,
                    true,
                    2_000_000,
                    Duration.ofMinutes(5),
                    3,
                    3,
                    1_000,
                    false,
                    ""));

    /** Refuses what makes no sense. */
    public ExportSettings {
        notNegative(pendingFor, "pendingFor");
        notNegative(processingFor, "processingFor");
        notNegative(linksLast, "linksLast");
        if (maximumPerDay < 1 || maximumGroups < 1 || maximumFilters < 1 || maximumAssociated < 1 || zipAbove < 0) {
            throw new IllegalArgumentException(
                    "exports.maximumPerDay, maximumGroups, maximumFilters and maximumAssociated must be positive, zipAbove not"
                            + " negative");
        }
        if (publicUrl == null) {
            throw new IllegalArgumentException("exports.publicUrl must not be null");
        }
    }

    private static void notNegative(Duration value, String name) {
        if (value == null || value.isNegative()) {
            throw new IllegalArgumentException("exports." + name + " must not be negative, but is " + value);
        }
    }
}
