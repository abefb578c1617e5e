package dev.linchpin.simulator.autoassociation;

import dev.linchpin.simulator.settings.Section;
import java.time.Duration;
import java.util.List;

/**
 * The account's setting "Create and associate companies with contacts" (knowledge base, "Automatically create and associate
 * companies with contacts"). Where that leaves something open, the default is what seems likelier.
 *
 * @param enabled off from the start, so that an account has no companies but those that somebody put there; many real
 *     accounts have it on
 * @param delay how long HubSpot takes to notice; UNCONFIRMED
 * @param createsCompanies a company is created if none has the domain
 * @param replacesPrimary a matching company becomes the primary one also of a contact that has one; off, it is linked plainly
 *     then (UNCONFIRMED)
 * @param excludedDomains domains that are left alone; accounts may name up to 1,000
 */
public record AutoAssociationSettings(
        boolean enabled,
        Duration delay,
        boolean createsCompanies,
        boolean replacesPrimary,
        List<String> excludedDomains) {

    /** Where they are kept. */
    public static final Section<AutoAssociationSettings> SECTION = Section.of(
            "autoAssociation",
            AutoAssociationSettings.class,
            new AutoAssociationSettings(false, Duration.ofSeconds(5), true, false, List.of()));

    private static final int MAXIMUM_EXCLUDED = 1_000;

    /** Refuses what HubSpot does, and a delay that makes no sense. */
    public AutoAssociationSettings {
        excludedDomains = List.copyOf(excludedDomains);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("autoAssociation.delay must not be negative, but is " + delay);
        }
        if (excludedDomains.size() > MAXIMUM_EXCLUDED) {
            throw new IllegalArgumentException("autoAssociation.excludedDomains has " + excludedDomains.size()
                    + " entries, the maximum is " + MAXIMUM_EXCLUDED);
        }
    }
}
