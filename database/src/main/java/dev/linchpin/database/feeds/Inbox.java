package dev.linchpin.database.feeds;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.engine.store.InboxEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The webhook inbox within one transaction. */
public final class Inbox {
    private final Session session;
    private final Instant now;

    public Inbox(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    /** Answers how many were new. */
    public int receive(Collection<InboxEvent> events) {
        var added = session.updateEach(
                """
                insert into $webhook_event (object_type, hubspot_id, kind, property, value, occurred_at, ours,
                    deduplication_key, feed, received_at)
                select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                where not exists (select 1 from $webhook_event known where known.deduplication_key = ?)
                on conflict do nothing
                """,
                events.stream()
                        .map(event -> new @Nullable Object[] {
                            event.type().name(),
                            event.record().value(),
                            event.kind(),
                            event.property(),
                            event.value(),
                            event.occurredAt(),
                            event.ours(),
                            event.deduplicationKey(),
                            event.feed().name(),
                            now,
                            event.deduplicationKey()
                        })
                        .toList());
        return Arrays.stream(added).sum();
    }

    /** The oldest waiting ones. */
    public List<InboxEvent> waiting(int limit) {
        return session.query(
                """
                select id, object_type, hubspot_id, kind, property, value, occurred_at, ours, deduplication_key,
                    feed
                from $webhook_event where processed_at is null order by id limit ?
                """,
                row -> new InboxEvent(
                        row.number(1),
                        new ObjectType(row.text(2)),
                        new HubSpotId(row.text(3)),
                        row.text(4),
                        row.text(5),
                        row.text(6),
                        row.time(7),
                        row.flag(8),
                        row.text(9),
                        Feed.valueOf(row.text(10))),
                limit);
    }

    public boolean isEmpty() {
        return session.first("select 1 from $webhook_event where processed_at is null limit 1", row -> true)
                .isEmpty();
    }

    /** Keeps what tells a repeated delivery; the value has served. */
    public void processed(Collection<InboxEvent> events) {
        if (!events.isEmpty()) {
            session.update(
                    "update $webhook_event set processed_at = ?, value = '' where id $in",
                    now,
                    events.stream().map(InboxEvent::id).toList());
        }
    }
}
