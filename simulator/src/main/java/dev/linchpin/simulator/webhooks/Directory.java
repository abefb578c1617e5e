package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.access.AccessSettings;
import dev.linchpin.simulator.access.AppSettings;
import dev.linchpin.simulator.access.Installations;
import dev.linchpin.simulator.settings.SettingsStore;
import dev.linchpin.simulator.settings.WebhookSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who gets events: the private app of the settings, and installed apps whose developers configured it. Not thread-safe. */
final class Directory {

    private final SettingsStore settings;
    private final Configurations configurations;
    private final Installations installations;
    private final long ownAppId;
    private final Map<String, Long> staticIds = new HashMap<>();
    private @Nullable WebhookSettings known;
    private @Nullable Receiver own;

    Directory(SettingsStore settings, Configurations configurations, Installations installations, long ownAppId) {
        this.settings = settings;
        this.configurations = configurations;
        this.installations = installations;
        this.ownAppId = ownAppId;
    }

    /** Everybody who gets events now. */
    List<Receiver> at(long now) {
        var all = new ArrayList<Receiver>();
        find(ownAppId, now).ifPresent(all::add);
        configurations.apps().stream()
                .sorted()
                .forEach(appId -> find(appId, now).ifPresent(all::add));
        return all;
    }

    /** How an app gets events now, if it does. */
    Optional<Receiver> find(long appId, long now) {
        if (appId == ownAppId) {
            return Optional.ofNullable(own());
        }
        Configuration configuration = configurations.at(appId, now);
        Configuration.Target target = configuration.target();
        return target == null || !installations.has(appId)
                ? Optional.empty()
                : settings.get(AccessSettings.SECTION).app(appId).map(app -> receiver(app, target, configuration));
    }

    private static Receiver receiver(AppSettings app, Configuration.Target target, Configuration configuration) {
        return new Receiver(app.appId(), target.url(), app.clientSecret(), true, target.throttle(), configuration);
    }

    private @Nullable Receiver own() {
        WebhookSettings now = settings.get().webhooks();
        if (!now.equals(known)) {
            known = now;
            String target = now.target();
            own = target == null
                    ? null
                    : new Receiver(
                            ownAppId,
                            target,
                            now.clientSecret(),
                            now.signatureV3(),
                            new Receiver.Throttle(now.maximumConcurrency(), 0),
                            new StaticInterests(now, staticIds));
        }
        return own;
    }
}
