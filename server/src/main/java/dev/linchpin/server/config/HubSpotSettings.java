package dev.linchpin.server.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The HubSpot side.
 *
 * @param token null when none is configured: enough to look at the database, not to synchronise
 * @param readToken used for reads when given
 * @param appId the app that the token belongs to, by which our own changes are told from others' in webhooks
 * @param share the part of every HubSpot limit that Linchpin may use, above 0 and at most 1
 * @param burst requests in ten seconds, in place of the limit HubSpot tells; null when HubSpot's word counts
 * @param clientId the OAuth app that reads the journal; null when there is none
 * @param clientSecret signs webhooks; null when none are received
 * @param oldestSignature webhooks signed in an older way are refused
 * @param webhookUrl what HubSpot calls, when a proxy stands between; null when it calls this server directly
 */
public record HubSpotSettings(
        @Nullable Secret token,
        @Nullable Secret readToken,
        URI baseUrl,
        @Nullable String appId,
        Duration requestTimeout,
        double share,
        @Nullable Integer burst,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        Signature oldestSignature,
        @Nullable URI webhookUrl) {

    /** HubSpot's ways of signing webhooks, the best first. */
    public enum Signature {
        V3,
        V2,
        V1
    }
}
