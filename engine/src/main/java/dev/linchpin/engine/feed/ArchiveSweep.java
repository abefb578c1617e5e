package dev.linchpin.engine.feed;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.RecordPage;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Loss;
import dev.linchpin.engine.store.Mark;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks through HubSpot's recycle bin for records that are still linked: search never shows archived records. */
public final class ArchiveSweep implements Loop {
    private final Environment environment;
    private final ObjectMapping mapping;
    private String after = "";

    public ArchiveSweep(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
    }

    @Override
    public String name() {
        return "archive sweep " + mapping.type();
    }

    @Override
    public Duration step() {
        var page = environment.hubspot().list(mapping.type(), List.of(), after, true, Lane.BACKGROUND);
        var ids = page.records().stream().map(HubSpotRecord::id).toList();
        var marked = environment.store().inTransaction(tx -> {
            // Also of those without a row: over whose they are, people are asked no more.
            var links = tx.linksByRecord(mapping.type(), ids).values().stream().map(Link::id);
            var absorbed = tx.absences().absorbed(mapping.type(), survivors(page));
            var marks = Stream.concat(links, absorbed.stream())
                    .map(link -> new Mark.OfLink(link, Cause.POLL))
                    .toList();
            tx.mark(marks);
            tx.losses()
                    .suspect(
                            Loss.RECORD_ARCHIVED,
                            marks.stream().map(Mark.OfLink::linkId).toList());
            return marks.size();
        });
        if (marked > 0) {
            environment.listener().on(new EngineEvent.Marked(mapping.type()));
        }
        after = page.next() == null ? "" : page.next();
        return page.next() == null ? environment.settings().feeds().sweepEvery() : Duration.ZERO;
    }

    /** Records that live on in archived ones, by their ids. */
    static Map<HubSpotId, HubSpotId> survivors(RecordPage page) {
        var survivors = new HashMap<HubSpotId, HubSpotId>();
        page.records().forEach(record -> record.absorbed().forEach(id -> survivors.put(id, record.id())));
        return survivors;
    }
}
