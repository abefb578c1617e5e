package dev.linchpin.simulator.access;

import dev.linchpin.simulator.settings.SettingsStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which apps the account has installed, and who wants to hear of it. Thread-safe. */
public final class Installations {

    private final SettingsStore settings;
    private final Grants grants;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Is told of every app that comes or goes. */
    @FunctionalInterface
    public interface Listener {

        /**
         * An app was installed or uninstalled.
         *
         * @param userId who did it
         * @param at milliseconds of the simulator's clock
         */
        void on(AppSettings app, long userId, boolean installed, long at);
    }

    Installations(SettingsStore settings, Grants grants) {
        this.settings = settings;
        this.grants = grants;
    }

    /** Tells the listener of every change from now on. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Whether the account has an app of this id installed; one that the settings do not name is a private app of its own. */
    public boolean has(long appId) {
        return settings.get(AccessSettings.SECTION)
                .app(appId)
                .map(grants::isInstalled)
                .orElse(true);
    }

    void install(AppSettings app, long userId, long at) {
        if (grants.install(app)) {
            listeners.forEach(listener -> listener.on(app, userId, true, at));
        }
    }

    void uninstall(AppSettings app, long userId, long at) {
        if (grants.uninstall(app)) {
            listeners.forEach(listener -> listener.on(app, userId, false, at));
        }
    }
}
