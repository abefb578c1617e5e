package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.settings.Checks;
import dev.linchpin.simulator.settings.Section;
import java.time.Duration;

/**
 * How the webhooks journal behaves.
 *
 * @param autumnVersion the journal has paths under 2026-09, as HubSpot's OpenAPI collection says; off, those answer 404
 * @param endOfStreamStatus status when there is no entry, or none yet after an offset: 204, as reported from the live API,
 *     or 404
 * @param publishAfter how long changes are collected before they are published as a file; not known
 * @param eventsPerFile most events in a file; it was 100 before July 2026
 * @param retention how long files can be read
 * @param urlLifetime how long the URL of a file works; HubSpot says only that it expires
 * @param duplicateSubscriptionStatus status when an app subscribes to the same thing again: 200, and the subscription is
 *     changed, as the operation's name "upsert" says, or 409, as has been reported
 * @param emptyPropertiesMeanAll a subscription that names no properties is to all of them; off, to none. Not documented
 * @param snapshotStep how long a snapshot is pending, and then again in progress; not known
 * @param snapshotsNeedSubscription a snapshot makes an entry only for an app that subscribed to {@code SNAPSHOT} of the
 *     type; not known
 */
public record JournalSettings(
        boolean autumnVersion,
        int endOfStreamStatus,
        Duration publishAfter,
        int eventsPerFile,
        Duration retention,
        Duration urlLifetime,
        int duplicateSubscriptionStatus,
        boolean emptyPropertiesMeanAll,
        Duration snapshotStep,
        boolean snapshotsNeedSubscription) {

    /** What seems likelier throughout. */
    public static final Section<JournalSettings> SECTION = Section.of(
            "journal",
            JournalSettings.class,
            new JournalSettings(
                    true,
                    204,
                    Duration.ofSeconds(5),
                    10_000,
                    Duration.ofDays(3),
                    Duration.ofMinutes(5),
                    200,
                    true,
                    Duration.ofSeconds(1),
                    false));

    /** Refuses what makes no sense. */
    public JournalSettings {
        Checks.present(publishAfter, "journal.publishAfter");
        Checks.present(retention, "journal.retention");
        Checks.present(urlLifetime, "journal.urlLifetime");
        Checks.present(snapshotStep, "journal.snapshotStep");
        Checks.notNegative(publishAfter, "journal.publishAfter");
        Checks.notNegative(retention, "journal.retention");
        Checks.notNegative(urlLifetime, "journal.urlLifetime");
        Checks.notNegative(snapshotStep, "journal.snapshotStep");
        Checks.require(eventsPerFile >= 1, "journal.eventsPerFile must be at least 1");
        Checks.require(
                endOfStreamStatus == 204 || endOfStreamStatus == 404, "journal.endOfStreamStatus must be 204 or 404");
        Checks.require(
                duplicateSubscriptionStatus == 200 || duplicateSubscriptionStatus == 409,
                "journal.duplicateSubscriptionStatus must be 200 or 409");
    }
}
