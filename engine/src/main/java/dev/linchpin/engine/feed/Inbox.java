package dev.linchpin.engine.feed;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.cycle.Environment;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.InboxEvent;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns stored webhook events into marks, and drops what is certainly the echo of a write of ours. Events never serve as the
 * read: they may be late, doubled, or out of order.
 */
public final class Inbox implements Loop {
    private static final int PORTION = 1_000;
    private static final Duration IDLE = Duration.ofMillis(20);

    private final Environment environment;
    private final Map<ObjectType, ObjectMapping> mappings;

    public Inbox(Environment environment, List<ObjectMapping> mappings) {
        this.environment = environment;
        this.mappings = mappings.stream().collect(Collectors.toMap(ObjectMapping::type, mapping -> mapping));
    }

    @Override
    public String name() {
        return "webhook inbox";
    }

    @Override
    public Duration step() {
        record Taken(int events, Set<ObjectType> marked) {}
        var taken = environment.store().inTransaction(tx -> {
            var events = tx.inbox(PORTION);
            var marked = new HashSet<ObjectType>();
            events.stream().collect(Collectors.groupingBy(InboxEvent::type)).forEach((type, ofType) -> {
                if (takeIn(tx, type, ofType)) {
                    marked.add(type);
                }
            });
            tx.processed(events);
            return new Taken(events.size(), marked);
        });
        taken.marked().forEach(type -> environment.listener().on(new EngineEvent.Marked(type)));
        return taken.events() < PORTION ? IDLE : Duration.ZERO;
    }

    private boolean takeIn(Transaction tx, ObjectType type, List<InboxEvent> events) {
        var mapping = mappings.get(type);
        if (mapping == null) {
            return false;
        }
        var fields = new HashMap<String, Field>();
        mapping.fields().values().forEach(field -> fields.put(field.property(), field));
        var links = tx.linksByRecord(
                type, events.stream().map(InboxEvent::record).distinct().toList());
        var atWork = tx.atWork(links.values().stream().map(Link::id).toList());
        var marks = new HashSet<Mark>();
        for (var event : events) {
            if (!isOfNoInterest(event, fields, links, atWork)) {
                marks.add(new Mark.OfRecord(type, event.record(), Cause.WEBHOOK));
            }
        }
        tx.mark(marks);
        return !marks.isEmpty();
    }

    /**
     * An echo may be dropped only if nothing is under way for its link and its value is just what HubSpot is known to hold:
     * in doubt, look.
     */
    private static boolean isOfNoInterest(
            InboxEvent event, Map<String, Field> fields, Map<HubSpotId, Link> links, Set<Long> atWork) {
        var link = links.get(event.record());
        var settled = link != null && link.isWhole() && !atWork.contains(link.id());
        return switch (event.kind()) {
            case "propertyChange" -> {
                var field = fields.get(event.property());
                if (field == null) {
                    yield link != null;
                }
                var base = link != null && settled ? link.base().get(field.name()) : null;
                yield base != null && base.hubspot().equals(field.type().read(event.value()));
            }
            case "creation" -> settled;
            default -> false;
        };
    }
}
