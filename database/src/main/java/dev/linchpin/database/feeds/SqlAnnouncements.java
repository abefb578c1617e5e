package dev.linchpin.database.feeds;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Announcements;
import dev.linchpin.engine.store.Feed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What polls found that no event had told, and the figures of the feeds, within one transaction. */
public final class SqlAnnouncements implements Announcements {
    /** An event's time and the record's own are taken at slightly different moments. */
    private static final Duration APART = Duration.ofSeconds(2);

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Session session;
    private final Instant now;

    public SqlAnnouncements(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    @Override
    public void found(ObjectType type, Map<HubSpotId, Instant> changes) {
        session.updateEach(
                """
                insert into $unannounced (object_type, hubspot_id, updated_at, found_at)
                select ?, ?, ?, ? where not exists (select 1 from $webhook_event e
                    where e.object_type = ? and e.hubspot_id = ? and e.occurred_at >= ? and not e.ours)
                on conflict do nothing
                """,
                changes.entrySet().stream()
                        .map(change -> new @Nullable Object[] {
                            type.name(),
                            change.getKey().value(),
                            change.getValue(),
                            now,
                            type.name(),
                            change.getKey().value(),
                            change.getValue().minus(APART)
                        })
                        .toList());
    }

    private record Taken(String record, long updatedAt, Found found) {}

    @Override
    public List<Found> takeFoundBefore(ObjectType type, Instant before, int limit) {
        var taken = session.query(
                """
                select u.hubspot_id, u.updated_at,
                    exists (select 1 from $webhook_event e where e.object_type = u.object_type
                        and e.hubspot_id = u.hubspot_id and e.occurred_at >= u.updated_at - ? and not e.ours),
                    exists (select 1 from $sync_log j where j.object_type = u.object_type
                        and j.hubspot_id = u.hubspot_id and j.at >= u.found_at
                        and (j.side = 'DATABASE' or j.action = 'CONFLICT'))
                from $unannounced u where u.object_type = ? and u.found_at < ? order by u.found_at limit ?
                """,
                row -> new Taken(
                        row.text(1),
                        row.number(2),
                        new Found(new HubSpotId(row.text(1)), row.time(2), row.flag(3), row.flag(4))),
                APART.toMillis(),
                type.name(),
                before,
                limit);
        session.updateEach(
                "delete from $unannounced where object_type = ? and hubspot_id = ? and updated_at = ?",
                taken.stream()
                        .map(one -> new @Nullable Object[] {type.name(), one.record(), one.updatedAt()})
                        .toList());
        return taken.stream().map(Taken::found).toList();
    }

    @Override
    public void count(Feed feed, ObjectType type, int told, int missed) {
        session.update("""
                insert into $feed_figure (feed, object_type, hour, told, missed, last_at) values (?, ?, ?, ?, ?, ?)
                on conflict (feed, object_type, hour)
                do update set told = $feed_figure.told + excluded.told, missed = $feed_figure.missed + excluded.missed,
                    last_at = coalesce(excluded.last_at, $feed_figure.last_at)
                """, feed.name(), type.name(), now.toEpochMilli() / HOUR, told, missed, told > 0 ? now : null);
    }

    /** For those who only look. */
    public static List<Completeness> completeness(Session session, Instant since) {
        return session.query(
                """
                select feed, object_type, sum(told), sum(missed), max(last_at) from $feed_figure where hour > ?
                group by feed, object_type order by feed, object_type
                """,
                row -> new Completeness(
                        Feed.valueOf(row.text(1)),
                        new ObjectType(row.text(2)),
                        row.number(3),
                        row.number(4),
                        row.timeOrNull(5)),
                since.toEpochMilli() / HOUR);
    }
}
