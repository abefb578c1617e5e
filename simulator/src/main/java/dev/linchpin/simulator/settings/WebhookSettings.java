package dev.linchpin.simulator.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where events go and how unreliably.
 *
 * @param target URL that events are posted to; null for nowhere, in which case none are queued
 * @param clientSecret secret that signatures are made with
 * @param objectTypes types whose events are subscribed to, by plural name
 * @param properties the properties whose changes are subscribed to; null for every one
 * @param genericEvents events are named {@code object.*} with the type in a field of its own, instead of {@code contact.*}
 * @param signatureV3 deliveries carry the v3 signature next to the v1 one, which is not certain for private apps
 * @param delay how long an event waits before its first delivery
 * @param firstRetryAfter longest pause before the first retry; it doubles each time, and up to a tenth of each is left out at
 *     random. With 84 seconds the tenth retry is 21 to 24 hours after the event; how HubSpot spreads them is not documented
 * @param maximumConcurrency deliveries in flight at once
 * @param duplicates share of events that are delivered twice
 * @param reorder share of events that are held back by up to {@code reorderBy}, so that later ones overtake them
 * @param reorderBy longest hold of an event that is held back
 * @param loss share of events that are never delivered
 * @param associations links that come and go are subscribed to, too, for each type from its side
 * @param associationObjectId events about links have an {@code objectId}, that of the record they lead from; not known
 * @param eventTypeKey the kind of event is called {@code eventType}, as in the documentation's example, instead of
 *     {@code subscriptionType}, as in what HubSpot sends
 * @param calculatedProperties properties whose changes make events although HubSpot computed them; which do is not known,
 *     most do not
 * @param withheldProperties properties whose values are left out of events, which say {@code isSensitive}; HubSpot may
 *     withhold values that are large or sensitive
 * @param acceptRedirects an answer of 3xx counts as accepted; off, it is tried again like 4xx and 5xx. Not known
 * @param signatureV2 deliveries carry the v2 signature, as those of workflows do, instead of the v1 one
 * @param settingsCache how long the configuration that developers make over the API takes to come into force. HubSpot says
 *     up to five minutes; at once is within that, and spares tests the wait
 * @param duplicateSubscriptionStatus status when a developer subscribes an app to the same events twice: 409 or 400
 */
public record WebhookSettings(
        @Nullable String target,
        String clientSecret,
        List<String> objectTypes,
        @Nullable List<String> properties,
        boolean genericEvents,
        boolean signatureV3,
        Duration delay,
        Duration firstRetryAfter,
        int maximumConcurrency,
        double duplicates,
        double reorder,
        Duration reorderBy,
        double loss,
        boolean associations,
        boolean associationObjectId,
        boolean eventTypeKey,
        List<String> calculatedProperties,
        List<String> withheldProperties,
        boolean acceptRedirects,
        boolean signatureV2,
        Duration settingsCache,
        int duplicateSubscriptionStatus) {

    /** Refuses shares outside 0 to 1 and negative times. */
    public WebhookSettings {
        Checks.present(clientSecret, "webhooks.clientSecret");
        Checks.present(objectTypes, "webhooks.objectTypes");
        Checks.present(delay, "webhooks.delay");
        Checks.present(firstRetryAfter, "webhooks.firstRetryAfter");
        Checks.present(reorderBy, "webhooks.reorderBy");
        Checks.present(calculatedProperties, "webhooks.calculatedProperties");
        Checks.present(withheldProperties, "webhooks.withheldProperties");
        Checks.present(settingsCache, "webhooks.settingsCache");
        Checks.notNegative(settingsCache, "webhooks.settingsCache");
        calculatedProperties = List.copyOf(calculatedProperties);
        withheldProperties = List.copyOf(withheldProperties);
        Checks.require(
                duplicateSubscriptionStatus == 409 || duplicateSubscriptionStatus == 400,
                "webhooks.duplicateSubscriptionStatus must be 409 or 400");
        objectTypes = List.copyOf(objectTypes);
        properties = properties == null ? null : List.copyOf(properties);
        Checks.share(duplicates, "webhooks.duplicates");
        Checks.share(reorder, "webhooks.reorder");
        Checks.share(loss, "webhooks.loss");
        Checks.notNegative(delay, "webhooks.delay");
        Checks.notNegative(firstRetryAfter, "webhooks.firstRetryAfter");
        Checks.notNegative(reorderBy, "webhooks.reorderBy");
        Checks.require(maximumConcurrency >= 1, "webhooks.maximumConcurrency must be at least 1");
        Checks.require(
                target == null || isWeb(target), "webhooks.target must be an http or https URL, but is " + target);
    }

    private static boolean isWeb(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Contacts and companies, nothing lost, at most ten at once, to nowhere. */
    public static WebhookSettings standard(String clientSecret) {
        return new WebhookSettings(
                null,
                clientSecret,
                List.of("contacts", "companies"),
                null,
                false,
                true,
                Duration.ZERO,
                Duration.ofSeconds(84),
                10,
                0,
                0,
                Duration.ofSeconds(10),
                0,
                false,
                false,
                false,
                List.of(),
                List.of(),
                false,
                false,
                Duration.ZERO,
                409);
    }

    /** The same, to another target and with another secret. */
    public WebhookSettings to(@Nullable String url, String secret) {
        return new WebhookSettings(
                url,
                secret,
                objectTypes,
                properties,
                genericEvents,
                signatureV3,
                delay,
                firstRetryAfter,
                maximumConcurrency,
                duplicates,
                reorder,
                reorderBy,
                loss,
                associations,
                associationObjectId,
                eventTypeKey,
                calculatedProperties,
                withheldProperties,
                acceptRedirects,
                signatureV2,
                settingsCache,
                duplicateSubscriptionStatus);
    }
}
