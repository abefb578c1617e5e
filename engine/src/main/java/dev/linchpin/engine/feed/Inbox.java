package dev.linchpin.engine.feed;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.engine.store.InboxEvent;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Loss;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns stored events of webhooks and of the journal into marks, and drops what is certainly the echo of a write of ours. Events never serve as the
 * read: they may be late, doubled, or out of order.
 */
public final class Inbox implements Loop {
    private static final String ASSOCIATED = "associationChange";
    private static final int PORTION = 2_000;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    /** How long an event that looks like our echo may wait for the write that it echoes to land. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Environment environment;
    private final Supplier<Map<ObjectType, ObjectMapping>> mappings;
    private final Pauses pauses = new Pauses(LONGEST_PAUSE);
    private Map<Long, Instant> waitingSince = new HashMap<>();

    /** @param mappings as they are now, by type */
    public Inbox(Environment environment, Supplier<Map<ObjectType, ObjectMapping>> mappings) {
        this.environment = environment;
        this.mappings = mappings;
    }

    @Override
    public String name() {
        return "webhook inbox";
    }

    @Override
    public Duration step() {
        return environment.store().glance().hasEvents() ? takeIn() : pauses.idle();
    }

    private Duration takeIn() {
        record Taken(int events, Set<ObjectType> marked, Map<Long, Instant> waiting) {}
        var taken = environment.store().inTransaction(tx -> {
            var events = tx.inbox(PORTION);
            var waiting = new HashMap<Long, Instant>();
            var marked = new HashSet<ObjectType>();
            events.stream().collect(Collectors.groupingBy(InboxEvent::type)).forEach((type, ofType) -> {
                if (takeIn(tx, type, ofType, waiting)) {
                    marked.add(type);
                }
            });
            var processed = events.stream()
                    .filter(event -> !waiting.containsKey(event.id()))
                    .toList();
            tx.processed(processed);
            return new Taken(processed.size(), marked, waiting);
        });
        waitingSince = taken.waiting();
        taken.marked().forEach(type -> environment.listener().on(new EngineEvent.Marked(type)));
        return taken.events() < PORTION ? pauses.busy() : Duration.ZERO;
    }

    private boolean takeIn(Transaction tx, ObjectType type, List<InboxEvent> events, Map<Long, Instant> waiting) {
        var mapping = mappings.get().get(type);
        if (mapping == null) {
            return false;
        }
        var fields = new HashMap<String, Field>();
        mapping.fields().values().forEach(field -> fields.put(field.property(), field));
        var links = tx.linksByRecord(
                type, events.stream().map(InboxEvent::record).distinct().toList());
        var atWork = tx.atWork(links.values().stream().map(Link::id).toList());
        var creating = tx.hasIntents(type);
        var marks = new HashSet<Mark>();
        var fresh = new HashSet<Mark>();
        var edges = new HashSet<Mark>();
        var told = new EnumMap<Feed, Set<HubSpotId>>(Feed.class);
        for (var event : events) {
            var link = links.get(event.record());
            var busy = link == null ? creating : atWork.contains(link.id());
            if (event.ours() && busy && mayWait(event)) {
                waiting.put(event.id(), waitingSince.getOrDefault(event.id(), environment.now()));
            } else if (!isOfNoInterest(event, mapping, fields, link, busy)) {
                if (event.kind().equals(ASSOCIATED)) {
                    edges.add(new Mark.OfRecord(type, event.record(), Cause.WEBHOOK));
                } else {
                    var isFresh = link == null || link.row() == null;
                    (isFresh ? fresh : marks).add(new Mark.OfRecord(type, event.record(), Cause.WEBHOOK));
                    told.computeIfAbsent(event.feed(), _ -> new HashSet<>()).add(event.record());
                }
            }
        }
        events.stream()
                .filter(event -> event.kind().equals("privacyDeletion"))
                .forEach(event -> tx.erasures().announce(type, event.record(), event.occurredAt()));
        tx.mark(marks);
        // The first event counts, so that no stream of them keeps a record waiting.
        tx.mark(fresh, environment.now().plus(mapping.traits().settle()));
        tx.edges().mark(edges);
        told.forEach((feed, records) -> tx.announcements().count(feed, type, records.size(), 0));
        tx.losses()
                .suspect(
                        Loss.RECORD_ARCHIVED,
                        events.stream()
                                .filter(event -> event.kind().equals("deletion"))
                                .map(event -> links.get(event.record()))
                                .filter(link -> link != null && link.isWhole())
                                .map(Link::id)
                                .distinct()
                                .toList());
        return !marks.isEmpty() || !fresh.isEmpty() || !edges.isEmpty();
    }

    /**
     * Our own write's event often overtakes our own answer. Once the write has landed the event can be told for an echo;
     * marking at once would cost a read of every record that we write.
     */
    private boolean mayWait(InboxEvent event) {
        var since = waitingSince.get(event.id());
        return since == null || environment.now().isBefore(since.plus(PATIENCE));
    }

    /**
     * An echo may be dropped only if nothing is under way for its link and its value is just what HubSpot is known to hold:
     * in doubt, look.
     */
    private static boolean isOfNoInterest(
            InboxEvent event, ObjectMapping mapping, Map<String, Field> fields, @Nullable Link link, boolean busy) {
        var settled = link != null && link.isWhole() && !busy ? link : null;
        return switch (event.kind()) {
            case "propertyChange" -> {
                var field = fields.get(event.property());
                if (field == null) {
                    yield link != null && !mapping.scope().records().containsKey(event.property());
                }
                if (event.feed() == Feed.JOURNAL && event.value().isEmpty()) {
                    // The journal leaves out what the app may not read, which cannot be told from a value that was
                    // cleared.
                    yield false;
                }
                var base = settled == null ? null : settled.base().get(field.name());
                yield base != null && base.hubspot().equals(field.type().read(event.value()));
            }
            case "creation" -> settled != null;
            // Ours was acknowledged; those of others are told at the end that holds the edge.
            case ASSOCIATED ->
                settled != null && (event.ours() || mapping.edges().isEmpty());
            default -> false;
        };
    }
}
