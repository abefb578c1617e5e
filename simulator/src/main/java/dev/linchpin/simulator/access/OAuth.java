package dev.linchpin.simulator.access;

import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.ArrayList;
import java.util.List;

/** What the account has granted, and the calls about it. Thread-safe. */
public final class OAuth {

    private final Grants grants;
    private final Installations installations;
    private final List<Route> routes = new ArrayList<>();

    /** Nothing granted yet; tokens follow from the seed. */
    public OAuth(SettingsStore settings, SimulatorClock clock, long portalId, long seed) {
        grants = new Grants(seed);
        installations = new Installations(settings, grants);
        var describer = new TokenInfo(settings, clock, grants, portalId);
        routes.addAll(new AuthorizePage(settings, clock, grants, portalId).routes());
        routes.addAll(new TokenApi(settings, clock, grants, installations, portalId).routes());
        routes.addAll(describer.routes());
    }

    /** Its routes. */
    public List<Route> routes() {
        return routes;
    }

    /** Which apps the account has installed. */
    public Installations installations() {
        return installations;
    }

    /** Forgets every grant, and that apps were installed or uninstalled. */
    public void clear() {
        grants.clear();
    }

    Grants grants() {
        return grants;
    }
}
