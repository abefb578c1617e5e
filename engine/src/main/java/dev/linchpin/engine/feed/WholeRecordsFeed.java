package dev.linchpin.engine.feed;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets each row hold all properties of its record: first those that lack it, then those whose record search shows as modified
 * since the last pass, less an overlap. Records are read by id in batches, whose list of properties may be as long as it likes.
 */
public final class WholeRecordsFeed implements Loop {
    private static final int PORTION = 100;
    private static final Duration LACKING_EVERY = Duration.ofHours(1);
    private static final Duration UNTIL_LOADED = Duration.ofSeconds(30);

    private final Environment environment;
    private final ObjectMapping mapping;
    private Instant lackingAt = Instant.EPOCH;
    private @Nullable Pass pass;

    /** A pass under way, from a moment of HubSpot's; everything up to the id has been read. */
    private record Pass(Instant from, String afterId, Instant latest) {}

    public WholeRecordsFeed(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
    }

    @Override
    public String name() {
        return "whole records " + mapping.type();
    }

    private String watermark() {
        return "whole:" + mapping.type();
    }

    @Override
    public Duration step() {
        if (!Load.isDone(environment.store().verification()::position, mapping)) {
            return UNTIL_LOADED;
        }
        if (pass == null && !environment.now().isBefore(lackingAt)) {
            // Read before the first of them: what is modified meanwhile is found by the first pass.
            var reached = position();
            var lacking = environment.store().wholeRecords().lacking(mapping, PORTION);
            if (reached.equals(Instant.EPOCH)) {
                reached(environment.now().minus(environment.settings().feeds().pollOverlap()));
            }
            if (!lacking.isEmpty()) {
                var gone = new HashSet<>(lacking);
                gone.removeAll(read(lacking));
                environment.store().wholeRecords().keepEmpty(mapping, gone);
                return Duration.ZERO;
            }
            lackingAt = environment.now().plus(LACKING_EVERY);
        }
        return search();
    }

    private Duration search() {
        var feeds = environment.settings().feeds();
        var current = pass == null ? begin(feeds.pollOverlap()) : pass;
        var page =
                environment.hubspot().modifiedSince(mapping.type(), current.from(), current.afterId(), Lane.BACKGROUND);
        read(page.records().stream().map(HubSpotRecord::id).toList());
        var latest = page.records().stream()
                .map(HubSpotRecord::updatedAt)
                .reduce(current.latest(), (one, other) -> one.isAfter(other) ? one : other);
        if (page.next() != null) {
            pass = new Pass(current.from(), page.next(), latest);
            return Duration.ZERO;
        }
        pass = null;
        reached(latest);
        return feeds.pollEvery();
    }

    private Pass begin(Duration overlap) {
        var reached = position();
        return new Pass(reached.minus(overlap), "", reached);
    }

    /** Answers those that HubSpot has. */
    private Set<HubSpotId> read(Collection<HubSpotId> records) {
        if (records.isEmpty()) {
            return Set.of();
        }
        var properties = environment.hubspot().properties(mapping.type()).stream()
                .map(PropertyDefinition::name)
                .toList();
        var found = new HashMap<HubSpotId, Map<String, String>>();
        environment
                .hubspot()
                .read(ReadRequest.byId(mapping.type(), records, properties), Lane.BACKGROUND)
                .forEach((id, record) -> found.put(new HubSpotId(id), record.properties()));
        environment.store().wholeRecords().keep(mapping, found);
        return found.keySet();
    }

    private Instant position() {
        return environment
                .store()
                .glance()
                .watermark(watermark())
                .map(Instant::parse)
                .orElse(Instant.EPOCH);
    }

    private void reached(Instant moment) {
        environment.store().inTransaction(tx -> {
            tx.watermark(watermark(), moment.toString());
            return true;
        });
    }
}
