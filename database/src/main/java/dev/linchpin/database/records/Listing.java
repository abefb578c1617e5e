package dev.linchpin.database.records;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Inspection.Standing;
import dev.linchpin.engine.store.Records.Listed;
import dev.linchpin.engine.store.Records.Wanted;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Links with how they stand, within one transaction. */
final class Listing {
    private static final String CONTESTED =
            "exists (select 1 from $conflict c where c.link_id = l.id and c.closed_at is null)";
    private static final String REFUSED =
            "exists (select 1 from $dead_letter d where d.link_id = l.id and not d.discarded)";
    private static final String QUEUED = "exists (select 1 from $sync_queue q where q.link_id = l.id)";
    private static final String HELD = "exists (select 1 from $loss s where s.link_id = l.id and s.standing = 'HELD')";
    private static final String PARKED =
            "exists (select 1 from $edge_wait w where w.from_link = l.id and w.holds_back)";
    private static final String DIFFERS = "exists (select 1 from $difference f where f.link_id = l.id"
            + " and (l.last_synced_at is null or l.last_synced_at <= f.found_at))";

    private static final List<String> WORSE = List.of(CONTESTED, REFUSED, QUEUED, HELD, PARKED);
    private static final int PORTION = 1_000;

    private static final String SELECT =
            "select l.id, l.row_key, l.hubspot_id, l.last_synced_at, l.last_verified_at" + " from $link l ";

    /** @param id the link's number */
    record Numbered(long id, Listed listed) {}

    private final Session session;

    Listing(Session session) {
        this.session = session;
    }

    /** The latest first, before {@code before}. */
    List<Numbered> before(ObjectType type, Wanted wanted, @Nullable Long before, int limit) {
        var end = before == null ? Long.MAX_VALUE : before;
        var standing = wanted.differs() ? Standing.IN_SYNC : wanted.standing();
        // How they stand is asked of those only that are shown: the other way round, some databases look at everything
        // first.
        var ids = standing == Standing.PENDING ? pending(type, end, limit) : ids(type, wanted, standing, end, limit);
        return ids.isEmpty()
                ? List.of()
                : standing(session.query(SELECT + "where l.id $in order by l.id desc", Listing::read, ids));
    }

    private List<Long> ids(ObjectType type, Wanted wanted, @Nullable Standing standing, long end, int limit) {
        var sql = new StringBuilder("select l.id from $link l where l.object_type = ? and l.id < ?");
        var arguments = new ArrayList<@Nullable Object>(List.of(type.name(), end));
        if (standing != null) {
            sql.append(condition(standing));
            WORSE.subList(0, worse(standing))
                    .forEach(worse -> sql.append(" and not ").append(worse));
        }
        if (standing == Standing.UNLINKED) {
            arguments.addAll(List.of(type.name(), type.name()));
        }
        if (wanted.differs()) {
            sql.append(" and l.id in (select link_id from $difference) and ").append(DIFFERS);
        }
        arguments.add(limit);
        return session.query(
                sql.append(" order by l.id desc limit ?").toString(), row -> row.number(1), arguments.toArray());
    }

    /** What makes a link stand so: such links may be few among many. */
    private static String condition(Standing standing) {
        return switch (standing) {
            case CONFLICT -> " and l.id in (select link_id from $conflict where closed_at is null)";
            case FAILED -> " and l.id in (select link_id from $dead_letter where not discarded)";
            case PENDING -> " and (" + QUEUED + " or " + HELD + ")";
            case PARKED -> " and l.id in (select from_link from $edge_wait where holds_back)";
            // The indexes keep the blank ones together.
            case UNLINKED ->
                " and l.id in (select id from $link where object_type = ? and row_key is null"
                        + " union all select id from $link where object_type = ? and hubspot_id is null)";
            case IN_SYNC -> " and l.row_key is not null and l.hubspot_id is not null";
        };
    }

    private static int worse(Standing standing) {
        return switch (standing) {
            case CONFLICT -> 0;
            case FAILED -> 1;
            case PENDING -> 2;
            case PARKED -> 4;
            case UNLINKED, IN_SYNC -> WORSE.size();
        };
    }

    /** These may be almost all, so they are looked at a portion at a time. */
    private List<Long> pending(ObjectType type, long end, int limit) {
        var found = new ArrayList<Long>();
        var position = end;
        while (found.size() < limit) {
            var marked = session.query(
                    """
                    select link_id from (select link_id from $sync_queue where object_type = ? and link_id < ?
                            order by link_id desc limit ?) q
                        union
                        select link_id from (select link_id from $loss
                            where object_type = ? and standing = 'HELD' and link_id < ? order by link_id desc limit ?) h
                        order by link_id desc limit ?
                    """, row -> row.number(1), type.name(), position, PORTION, type.name(), position, PORTION, PORTION);
            if (marked.isEmpty()) {
                break;
            }
            var worse = of("select link_id from $conflict where closed_at is null and link_id $in", marked);
            worse.addAll(of("select link_id from $dead_letter where not discarded and link_id $in", marked));
            marked.stream().filter(id -> !worse.contains(id)).forEach(found::add);
            position = marked.getLast();
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    List<Numbered> ofRows(ObjectType type, Collection<RowKey> keys) {
        return of(type, "row_key", keys);
    }

    List<Numbered> ofRecords(ObjectType type, Collection<HubSpotId> ids) {
        return of(type, "hubspot_id", ids);
    }

    private List<Numbered> of(ObjectType type, String column, Collection<?> keys) {
        return keys.isEmpty()
                ? List.of()
                : standing(session.query(
                        SELECT + "where l.object_type = ? and l." + column + " $in order by l.id",
                        Listing::read,
                        type.name(),
                        keys));
    }

    private record Linked(
            long id,
            @Nullable RowKey row,
            @Nullable HubSpotId record,
            @Nullable Instant lastSyncedAt,
            @Nullable Instant lastVerifiedAt) {}

    private static Linked read(Columns row) throws SQLException {
        var key = row.textOrNull(2);
        var record = row.textOrNull(3);
        return new Linked(
                row.number(1),
                key == null ? null : new RowKey(key),
                record == null ? null : new HubSpotId(record),
                row.timeOrNull(4),
                row.timeOrNull(5));
    }

    /** Asks by number for each reason apart: what a database makes of one question about all depends on its last statistics. */
    private List<Numbered> standing(List<Linked> links) {
        if (links.isEmpty()) {
            return List.of();
        }
        var ids = links.stream().map(Linked::id).toList();
        var contested = of("select link_id from $conflict where closed_at is null and link_id $in", ids);
        var refused = of("select link_id from $dead_letter where not discarded and link_id $in", ids);
        var marked = of("select link_id from $sync_queue where link_id $in", ids);
        marked.addAll(of("select link_id from $loss where standing = 'HELD' and link_id $in", ids));
        var parked = of("select from_link from $edge_wait where holds_back and from_link $in", ids);
        var differing = of("select l.id from $link l where l.id $in and " + DIFFERS, ids);
        var standing = new ArrayList<Numbered>(links.size());
        for (var link : links) {
            var id = link.id();
            var isHalf = link.row() == null || link.record() == null;
            var own = contested.contains(id)
                    ? Standing.CONFLICT
                    : refused.contains(id)
                            ? Standing.FAILED
                            : marked.contains(id)
                                    ? Standing.PENDING
                                    : parked.contains(id)
                                            ? Standing.PARKED
                                            : isHalf ? Standing.UNLINKED : Standing.IN_SYNC;
            // What is known to be otherwise than in step is explained by that.
            var differs = own == Standing.IN_SYNC && differing.contains(id);
            standing.add(new Numbered(
                    id,
                    new Listed(link.row(), link.record(), own, differs, link.lastSyncedAt(), link.lastVerifiedAt())));
        }
        return standing;
    }

    private Set<Long> of(String sql, Collection<Long> ids) {
        return new HashSet<>(session.query(sql, row -> row.number(1), ids));
    }
}
