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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Links with how they stand, within one transaction. */
final class Listing {
    private static final String STANDING = """
            case when exists (select 1 from $conflict c where c.link_id = l.id and c.closed_at is null) then 'CONFLICT'
                when exists (select 1 from $dead_letter d where d.link_id = l.id and not d.discarded) then 'FAILED'
                when exists (select 1 from $sync_queue q where q.link_id = l.id)
                    or exists (select 1 from $loss s where s.link_id = l.id and s.standing = 'HELD') then 'PENDING'
                when exists (select 1 from $edge_wait w where w.from_link = l.id and w.holds_back) then 'PARKED'
                when l.row_key is null or l.hubspot_id is null then 'UNLINKED'
                else 'IN_SYNC' end
            """;

    private static final String DIFFERS = """
            exists (select 1 from $difference f where f.link_id = l.id
                and (l.last_synced_at is null or l.last_synced_at <= f.found_at))
            """;

    private static final String SELECT = "select l.id, l.row_key, l.hubspot_id, " + STANDING + ", " + DIFFERS
            + ", l.last_synced_at, l.last_verified_at from $link l ";

    /** @param id the link's number */
    record Numbered(long id, Listed listed) {}

    private final Session session;

    Listing(Session session) {
        this.session = session;
    }

    /** The latest first, before {@code before}. */
    List<Numbered> before(ObjectType type, Wanted wanted, @Nullable Long before, int limit) {
        var sql = new StringBuilder(SELECT).append("where l.object_type = ?");
        var arguments = new ArrayList<@Nullable Object>();
        arguments.add(type.name());
        if (before != null) {
            sql.append(" and l.id < ?");
            arguments.add(before);
        }
        var standing = wanted.standing();
        if (wanted.differs()) {
            sql.append(" and l.id in (select link_id from $difference) and ").append(DIFFERS);
        }
        if (wanted.differs() || standing != null) {
            var only = wanted.differs() ? Standing.IN_SYNC : standing;
            // Found by what makes them so, because they may be few among many.
            sql.append(among(only == null ? Standing.IN_SYNC : only));
            sql.append(" and ").append(STANDING).append(" = ?");
            arguments.add(String.valueOf(only));
        }
        arguments.add(limit);
        return session.query(
                sql.append(" order by l.id desc limit ?").toString(), Listing::read, arguments.toArray());
    }

    private static String among(Standing standing) {
        return switch (standing) {
            case IN_SYNC -> "";
            case CONFLICT -> " and l.id in (select link_id from $conflict where closed_at is null)";
            case FAILED -> " and l.id in (select link_id from $dead_letter where not discarded)";
            case PENDING ->
                " and l.id in (select link_id from $sync_queue"
                        + " union all select link_id from $loss where standing = 'HELD')";
            case PARKED -> " and l.id in (select from_link from $edge_wait where holds_back)";
            case UNLINKED ->
                " and l.id in (select h.id from $link h where h.object_type = l.object_type and h.row_key is null"
                        + " union all"
                        + " select h.id from $link h where h.object_type = l.object_type and h.hubspot_id is null)";
        };
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
                : session.query(
                        SELECT + "where l.object_type = ? and l." + column + " $in order by l.id",
                        Listing::read,
                        type.name(),
                        keys);
    }

    private static Numbered read(Columns row) throws SQLException {
        var key = row.textOrNull(2);
        var record = row.textOrNull(3);
        var standing = Standing.valueOf(row.text(4));
        return new Numbered(
                row.number(1),
                new Listed(
                        key == null ? null : new RowKey(key),
                        record == null ? null : new HubSpotId(record),
                        standing,
                        // What is known to be otherwise than in step is explained by that.
                        standing == Standing.IN_SYNC && row.flag(5),
                        row.timeOrNull(6),
                        row.timeOrNull(7)));
    }
}
