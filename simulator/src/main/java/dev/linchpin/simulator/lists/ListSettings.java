package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.settings.Section;
import java.time.Duration;

/**
 * What is not known for certain about HubSpot's lists.
 *
 * @param processingLag how long it takes until filters have been applied: to all records after a list was made or its
 *     filters changed, to one record after that changed. HubSpot's documentation says only that it happens in the
 *     background; UNCONFIRMED
 * @param recomputeEvery how often a list whose filters compare with now or today looks at all records again, because no
 *     change of theirs would tell; UNCONFIRMED
 * @param namesUniqueAcrossTypes whether no two lists have the same name even if they are of different object types;
 *     HubSpot's OpenAPI says "globally unique relative to all other public lists in the portal", while lists are found by
 *     object type and name
 * @param snapshotsNeedFilters whether a SNAPSHOT list without filters is refused; the documentation calls filters
 *     optional (HubSpot docs, "Lists"), UNCONFIRMED
 * @param deletedListsAreRead whether a deleted list can still be read by its id, with {@code deletedAt}; UNCONFIRMED
 * @param restorableFor how long a deleted list can be brought back (HubSpot docs, "Lists": 90 days)
 * @param maximumChange how many records one call may add and remove together; UNCONFIRMED for 2026-09
 * @param maximumSource a list with this many records or more cannot be added to another one (HubSpot docs, "Lists")
 */
public record ListSettings(
        Duration processingLag,
        Duration recomputeEvery,
        boolean namesUniqueAcrossTypes,
        boolean snapshotsNeedFilters,
        boolean deletedListsAreRead,
        Duration restorableFor,
        int maximumChange,
        int maximumSource) {

    /** The settings, as {@code lists}. */
    public static final Section<ListSettings> SECTION = Section.of(
            "lists",
            ListSettings.class,
            new ListSettings(
                    Duration.ofSeconds(2),
                    Duration.ofDays(1),
                    true,
                    false,
                    false,
                    Duration.ofDays(90),
                    100_000,
                    100_000));

    /** Refuses what makes no sense. */
    public ListSettings {
        if (processingLag == null || processingLag.isNegative()) {
            throw new IllegalArgumentException("lists.processingLag must not be negative, but is " + processingLag);
        }
        if (recomputeEvery == null || !recomputeEvery.isPositive()) {
            throw new IllegalArgumentException("lists.recomputeEvery must be positive, but is " + recomputeEvery);
        }
        if (restorableFor == null || restorableFor.isNegative()) {
            throw new IllegalArgumentException("lists.restorableFor must not be negative, but is " + restorableFor);
        }
        if (maximumChange < 1 || maximumSource < 1) {
            throw new IllegalArgumentException("lists.maximumChange and lists.maximumSource must be positive");
        }
    }
}
