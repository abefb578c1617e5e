package dev.linchpin.database.links;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Tombstone;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is remembered of ended links. */
public final class Tombstones {
    private final Session session;

    public Tombstones(Session session) {
        this.session = session;
    }

    public void add(Tombstone tombstone) {
        session.update(
                """
                insert into $tombstone (object_type, row_key, hubspot_id, linchpin_id, row_gone, record_gone,
                    ended_at, reason, base)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                tombstone.type().name(),
                text(tombstone.row()),
                text(tombstone.record()),
                tombstone.linchpinId(),
                tombstone.rowGone(),
                tombstone.recordGone(),
                tombstone.endedAt(),
                tombstone.reason(),
                LinkJson.base(tombstone.base()));
    }

    public Map<HubSpotId, Tombstone> byRecord(ObjectType type, Collection<HubSpotId> ids) {
        return by(type, "hubspot_id", "", ids, Tombstone::record);
    }

    public Map<RowKey, Tombstone> byRow(ObjectType type, Collection<RowKey> keys) {
        return by(type, "row_key", "", keys, Tombstone::row);
    }

    /** Of creates of which no record is known, by the id they were announced with. */
    public Map<String, Tombstone> withoutRecord(ObjectType type, Collection<String> linchpinIds) {
        return by(type, "linchpin_id", " and hubspot_id is null", linchpinIds, Tombstone::linchpinId);
    }

    /** The newest of each. */
    private <K> Map<K, Tombstone> by(
            ObjectType type,
            String column,
            String restriction,
            Collection<K> keys,
            Function<Tombstone, @Nullable K> keyOf) {
        var tombstones = new HashMap<K, Tombstone>();
        if (!keys.isEmpty()) {
            var found = session.query(
                    """
                    select object_type, row_key, hubspot_id, linchpin_id, row_gone, record_gone, ended_at, reason, base
                    from $tombstone where object_type = ? and
                    """ + column + " $in" + restriction + " order by id", Tombstones::read, type.name(), keys);
            for (var tombstone : found) {
                var key = keyOf.apply(tombstone);
                if (key != null) {
                    tombstones.put(key, tombstone);
                }
            }
        }
        return tombstones;
    }

    private static Tombstone read(Columns row) throws SQLException {
        var key = row.textOrNull(2);
        var record = row.textOrNull(3);
        return new Tombstone(
                new ObjectType(row.text(1)),
                key == null ? null : new RowKey(key),
                record == null ? null : new HubSpotId(record),
                row.textOrNull(4),
                row.flag(5),
                row.flag(6),
                row.time(7),
                row.text(8),
                LinkJson.base(row.text(9)));
    }

    /** Removes the tombstones of the same row and record, also older ones. */
    public void forget(Collection<Tombstone> tombstones) {
        var ofRows = new ArrayList<@Nullable Object[]>();
        var ofRecords = new ArrayList<@Nullable Object[]>();
        for (var tombstone : tombstones) {
            var type = tombstone.type().name();
            var record = text(tombstone.record());
            if (tombstone.row() != null) {
                ofRows.add(new @Nullable Object[] {type, text(tombstone.row()), record == null ? "" : record});
            } else {
                ofRecords.add(new @Nullable Object[] {type, record});
            }
        }
        session.updateEach(
                "delete from $tombstone where object_type = ? and row_key = ? and coalesce(hubspot_id, '') = ?",
                ofRows);
        session.updateEach(
                "delete from $tombstone where object_type = ? and hubspot_id = ? and row_key is null", ofRecords);
    }

    public void rowsGone(ObjectType type, Collection<RowKey> keys) {
        if (!keys.isEmpty()) {
            session.update(
                    "update $tombstone set row_gone = true where object_type = ? and not row_gone and row_key $in",
                    type.name(),
                    keys);
        }
    }

    /** Of the rows that still exist; what ended under a key that another row has now, is the record's alone. */
    public void rekey(ObjectType type, Map<RowKey, RowKey> moves) {
        if (moves.isEmpty()) {
            return;
        }
        record Standing(long id, RowKey row) {}
        var standing = session.query(
                "select id, row_key from $tombstone where object_type = ? and not row_gone and row_key $in",
                row -> new Standing(row.number(1), new RowKey(row.text(2))),
                type.name(),
                moves.keySet());
        var vacated = new ArrayList<@Nullable Object[]>();
        moves.values().forEach(key -> vacated.add(new @Nullable Object[] {type.name(), key.value()}));
        var arrived = new ArrayList<@Nullable Object[]>();
        for (var tombstone : standing) {
            arrived.add(new @Nullable Object[] {
                Objects.requireNonNull(moves.get(tombstone.row())).value(), tombstone.id()
            });
        }
        session.updateEach("update $tombstone set row_key = null where object_type = ? and row_key = ?", vacated);
        session.updateEach("update $tombstone set row_key = ? where id = ?", arrived);
    }

    private static @Nullable String text(@Nullable Object identifier) {
        return identifier == null ? null : identifier.toString();
    }
}
