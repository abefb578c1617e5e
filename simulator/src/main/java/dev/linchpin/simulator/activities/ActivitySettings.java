package dev.linchpin.simulator.activities;

import dev.linchpin.simulator.settings.Section;
import java.time.Duration;

/**
 * What HubSpot's documentation leaves open about activities and roll-ups. Each default is what seems likelier; all of it is
 * UNCONFIRMED unless a source is named.
 *
 * @param sanitiseBodies scripts, styles, frames, comments and event handlers are taken out of HTML bodies
 * @param wrapBodies HTML bodies are wrapped into a {@code div} of HubSpot's editor; plain text is left as it is, as recorded
 * @param rollUpDelay how long after a change HubSpot recomputes what depends on it
 * @param activitiesTouch recomputing what depends on activities moves a record's last-modified property (knowledge base,
 *     "HubSpot's default contact properties")
 * @param activitiesJoinPrimaryCompany an activity that is logged on a contact is associated with its primary company, too, some
 *     time later: so for what people log, while the knowledge base's "Set up automatic associations for records and activities"
 *     excepts what integrations create in one edition and includes it in another
 * @param linksTouch recomputing what depends on links alone does so; off, since changed associations are known not to
 *     show in incremental searches (airbytehq/airbyte#27199)
 */
public record ActivitySettings(
        boolean sanitiseBodies,
        boolean wrapBodies,
        Duration rollUpDelay,
        boolean activitiesTouch,
        boolean activitiesJoinPrimaryCompany,
        boolean linksTouch) {

    /** Where they are kept. */
    public static final Section<ActivitySettings> SECTION = Section.of(
            "activities",
            ActivitySettings.class,
            new ActivitySettings(true, true, Duration.ofSeconds(2), true, false, false));

    /** Refuses a delay that makes no sense. */
    public ActivitySettings {
        if (rollUpDelay.isNegative()) {
            throw new IllegalArgumentException("activities.rollUpDelay must not be negative, but is " + rollUpDelay);
        }
    }
}
