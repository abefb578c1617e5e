package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.access.AppSettings;
import dev.linchpin.simulator.access.Installations;
import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.ChangeListener;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * The journals of the apps. Changes are collected, published as files some time later, and dropped after three days;
 * nothing is kept for an app that has not subscribed to it. Thread-safe.
 *
 * <p>Source: HubSpot docs, "Webhooks journal".
 */
public final class Journal implements ChangeListener, Installations.Listener {

    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final Agenda agenda;
    private final Installations installations;
    private final Crm crm;
    private final long portalId;
    private final SplittableRandom random;
    private final Map<Long, AppJournal> journals = new HashMap<>();
    private volatile boolean watched;
    private long lastId;

    /** Nobody has subscribed yet; offsets follow from the seed. */
    public Journal(
            SettingsStore settings,
            SimulatorClock clock,
            Agenda agenda,
            Installations installations,
            Crm crm,
            long portalId,
            long seed) {
        this.settings = settings;
        this.clock = clock;
        this.agenda = agenda;
        this.installations = installations;
        this.crm = crm;
        this.portalId = portalId;
        this.random = new SplittableRandom(seed);
    }

    JournalSettings settings() {
        return settings.get(JournalSettings.SECTION);
    }

    Entries entries() {
        return new Entries(crm, portalId, settings());
    }

    @Override
    public void on(Change change) {
        if (!watched) {
            return;
        }
        Entries entries = entries();
        synchronized (this) {
            journals.forEach((appId, journal) -> {
                if (installations.has(appId)) {
                    entries.of(
                            change, journal.subscriptions().values(), entry -> add(appId, journal, entry, change.at()));
                }
            });
        }
    }

    @Override
    public void on(AppSettings app, long userId, boolean installed, long at) {
        Action action = installed ? Action.APP_INSTALL : Action.APP_UNINSTALL;
        String type = installed ? Subject.INSTALLED : Subject.UNINSTALLED;
        synchronized (this) {
            AppJournal journal = journals.get(app.appId());
            if (journal != null) {
                journal.subscriptions().values().stream()
                        .filter(known -> known.wants(Subject.APP_LIFECYCLE_EVENT, type, action))
                        .forEach(known -> {
                            ObjectNode entry = entries().installation(app.appId(), userId, installed, at);
                            if (!known.properties().isEmpty()) {
                                ((ObjectNode) entry.get("properties")).retain(known.properties());
                            }
                            add(app.appId(), journal, entry, at);
                        });
            }
        }
    }

    /** Puts an entry into an app's journal. */
    synchronized void add(long appId, ObjectNode entry, long at) {
        add(appId, journal(appId), entry, at);
    }

    private void add(long appId, AppJournal journal, ObjectNode entry, long at) {
        if (journal.add(entry)) {
            agenda.at(at + settings().publishAfter().toMillis(), due -> publish(appId, due));
        }
    }

    private synchronized void publish(long appId, long due) {
        AppJournal journal = journal(appId);
        journal.publish(settings().eventsPerFile(), due, this::uuid);
        journal.forgetUntil(due - settings().retention().toMillis());
    }

    /** Looks into an app's journal, as it is now, or changes its subscriptions. */
    synchronized <T> T with(long appId, Function<AppJournal, T> action) {
        AppJournal journal = journal(appId);
        journal.forgetUntil(clock.millis() - settings().retention().toMillis());
        T result = action.apply(journal);
        watched = journals.values().stream()
                .anyMatch(known -> !known.subscriptions().isEmpty());
        return result;
    }

    private AppJournal journal(long appId) {
        return journals.computeIfAbsent(appId, key -> new AppJournal());
    }

    synchronized long nextId() {
        return ++lastId;
    }

    synchronized String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Forgets every subscription and entry. */
    public synchronized void clear() {
        journals.clear();
        watched = false;
        lastId = 0;
    }
}
