package dev.linchpin.simulator.access;

import dev.linchpin.simulator.settings.Checks;
import dev.linchpin.simulator.settings.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who may call and how OAuth goes.
 *
 * @param apps apps that the account knows, besides the simulator's own private one
 * @param developerKey the key that developers manage their apps' webhooks with, as {@code hapikey}
 * @param grantAtOnce OAuth's authorize page grants without asking anybody, for programs that have no browser
 * @param codeLifetime how long an authorization code can be redeemed; HubSpot says only that it is short
 * @param tokenLifetime how long an access token works
 * @param rotateRefreshTokens refreshing answers another refresh token and ends the old one; nothing documented says so
 * @param revokingEndsAccess revoking a refresh token also ends the access tokens made with it; HubSpot documents that they
 *     live on
 */
public record AccessSettings(
        List<AppSettings> apps,
        String developerKey,
        boolean grantAtOnce,
        Duration codeLifetime,
        Duration tokenLifetime,
        boolean rotateRefreshTokens,
        boolean revokingEndsAccess) {

    /** One OAuth app, installed, that may ask for everything; tokens live for 30 minutes. */
    public static final Section<AccessSettings> SECTION = Section.of(
            "access",
            AccessSettings.class,
            new AccessSettings(
                    List.of(new AppSettings(
                            900_200,
                            "Simulated app",
                            AppSettings.Kind.OAUTH,
                            "simulator-client-id",
                            "simulator-client-secret",
                            List.of("http://localhost:3000/oauth-callback"),
                            List.of("oauth"),
                            Scopes.EVERYTHING,
                            true)),
                    "simulator-developer-key",
                    false,
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    false,
                    false));

    /** Refuses what is missing, and apps that cannot be told apart. */
    public AccessSettings {
        Checks.present(apps, "access.apps");
        Checks.present(developerKey, "access.developerKey");
        Checks.present(codeLifetime, "access.codeLifetime");
        Checks.present(tokenLifetime, "access.tokenLifetime");
        Checks.notNegative(codeLifetime, "access.codeLifetime");
        Checks.notNegative(tokenLifetime, "access.tokenLifetime");
        apps = List.copyOf(apps);
        Checks.require(
                apps.stream().map(AppSettings::appId).distinct().count() == apps.size()
                        && apps.stream().map(AppSettings::clientId).distinct().count() == apps.size(),
                "access.apps must have different ids and client ids");
    }

    /** The app of this id. */
    public Optional<AppSettings> app(long appId) {
        return apps.stream().filter(app -> app.appId() == appId).findFirst();
    }

    /** The app of this client id. */
    Optional<AppSettings> client(String clientId) {
        return apps.stream().filter(app -> app.clientId().equals(clientId)).findFirst();
    }
}
