package dev.linchpin.engine.feed;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.hubspot.EventJournal.Portion;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads HubSpot's webhooks journal into the inbox, one file at a time. The offset is committed together with the events that
 * led to it, so nothing is lost, and what is read twice the inbox knows already. Where the journal cannot tell - before it was
 * subscribed to, and after more than three days away - a poll does.
 */
public final class JournalFeed implements Loop {
    private static final Logger log = LoggerFactory.getLogger(JournalFeed.class);

    private static final String WATERMARK = "journal";
    private static final Duration IDLE = Duration.ofSeconds(2);

    /** No more than this far, it is hoped, do our clock and HubSpot's disagree. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

    private final Environment environment;
    private final Supplier<Map<ObjectType, ObjectMapping>> mappings;
    private Map<ObjectType, ObjectMapping> subscribed = Map.of();

    /** @param mappings as they are now, by type */
    public JournalFeed(Environment environment, Supplier<Map<ObjectType, ObjectMapping>> mappings) {
        this.environment = environment;
        this.mappings = mappings;
    }

    /**
     * @param offset empty at the earliest that is kept
     * @param at HubSpot's time up to which the journal has been read
     */
    private record Position(String offset, Instant at) {
        static Position parse(String text) {
            var parts = text.split("@", 2);
            return new Position(parts[0], Instant.parse(parts[1]));
        }

        String text() {
            return offset + "@" + at;
        }
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public Duration step() {
        var current = mappings.get();
        if (!current.equals(subscribed)) {
            subscribe(current);
        }
        var position =
                environment.store().inTransaction(tx -> tx.watermark(WATERMARK)).map(Position::parse);
        return switch (environment
                .hubspot()
                .journal()
                .after(position.map(Position::offset).orElse(""))) {
            case Portion.Events events -> {
                store(events);
                yield Duration.ZERO;
            }
            case Portion.End() -> IDLE;
            case Portion.Expired() -> {
                restart(position.map(Position::at).orElse(environment.now()));
                yield Duration.ZERO;
            }
        };
    }

    /** What happened before a subscription is not in the journal. */
    private void subscribe(Map<ObjectType, ObjectMapping> current) {
        var fresh = new ArrayList<ObjectMapping>();
        for (var mapping : current.values()) {
            if (environment.hubspot().journal().subscribe(mapping.type(), told(mapping))) {
                fresh.add(mapping);
            }
        }
        var from = environment.now().minus(CLOCKS_APART);
        environment.store().inTransaction(tx -> {
            fresh.forEach(mapping -> Poll.ask(tx, mapping, from));
            return true;
        });
        subscribed = current;
    }

    /** A record may leave the scope by a property that is not mapped. */
    private static List<String> told(ObjectMapping mapping) {
        return Stream.concat(mapping.properties().stream(), mapping.scope().records().keySet().stream())
                .distinct()
                .toList();
    }

    private void store(Portion.Events events) {
        environment.store().inTransaction(tx -> {
            var types = subscribed.keySet();
            tx.receive(events.events().stream()
                    .filter(event -> types.contains(event.type()))
                    .toList());
            tx.watermark(WATERMARK, new Position(events.offset(), events.publishedAt()).text());
            return true;
        });
    }

    private void restart(Instant readUpTo) {
        log.warn(
                "HubSpot's journal no longer holds what came after {}: it keeps three days. What was missed is looked for by"
                        + " searching for everything modified since; the journal is read on from its earliest entry",
                readUpTo);
        environment.store().inTransaction(tx -> {
            restart(tx, readUpTo);
            return true;
        });
    }

    private void restart(Transaction tx, Instant readUpTo) {
        // What is in a file happened some time before it was published.
        subscribed.values().forEach(mapping -> Poll.ask(tx, mapping, readUpTo.minus(CLOCKS_APART)));
        tx.watermark(WATERMARK, new Position("", readUpTo).text());
    }
}
