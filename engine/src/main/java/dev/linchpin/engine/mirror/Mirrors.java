package dev.linchpin.engine.mirror;

import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Store;
import java.time.Clock;

/** Puts together the loops that mirror. They write nothing to HubSpot. */
public final class Mirrors {
    private final HubSpot hubspot;
    private final MirrorStore mirrors;
    private final Store store;
    private final Clock clock;
    private final EngineListener listener;

    public Mirrors(HubSpot hubspot, MirrorStore mirrors, Store store, Clock clock, EngineListener listener) {
        this.hubspot = hubspot;
        this.mirrors = mirrors;
        this.store = store;
        this.clock = clock;
        this.listener = listener;
    }

    /** Mirrors the records of a type. */
    public MirrorLoop records(MirrorSettings settings) {
        var work = new RecordsWork(settings, hubspot, mirrors, clock, listener);
        return new MirrorLoop(work, settings.timetable(), mirrors, clock, listener);
    }

    /** Mirrors the pipelines and stages of a type, whose tables must be there. */
    public MirrorLoop pipelines(ObjectType type, Timetable timetable) {
        var work = new PipelinesWork(type, hubspot.reference(), store);
        return new MirrorLoop(work, timetable, mirrors, clock, listener);
    }
}
