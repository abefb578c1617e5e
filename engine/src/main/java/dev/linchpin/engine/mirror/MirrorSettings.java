package dev.linchpin.engine.mirror;

import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.ObjectType;
import java.time.Duration;
import java.util.List;

/**
 * How one type is mirrored.
 *
 * @param table the table's name, qualified where the database has schemas
 * @param properties what is mirrored; empty for all that HubSpot has
 * @param json whether a column holds all properties as one JSON object, too
 * @param archived what becomes of the row of a record that was archived or merged away
 * @param timetable when it runs
 * @param buffer how far each run reads back behind the one before, because HubSpot's search index lags
 * @param sweepEvery how often HubSpot's recycle bin is looked through
 * @param passEvery how often everything is read, whatever is said to have changed
 */
public record MirrorSettings(
        ObjectType type,
        String table,
        List<String> properties,
        boolean json,
        OnRecordArchived archived,
        Timetable timetable,
        Duration buffer,
        Duration sweepEvery,
        Duration passEvery) {
    public MirrorSettings {
        properties = List.copyOf(properties);
    }

    /** As little as has to be said. */
    public static MirrorSettings of(ObjectType type, String table) {
        return new MirrorSettings(
                type,
                table,
                List.of(),
                false,
                OnRecordArchived.DELETE,
                new Timetable(Duration.ofMinutes(15), Duration.ZERO),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofDays(1));
    }

    public MirrorSettings withProperties(List<String> names) {
        return new MirrorSettings(type, table, names, json, archived, timetable, buffer, sweepEvery, passEvery);
    }

    public MirrorSettings withJson(boolean wanted) {
        return new MirrorSettings(type, table, properties, wanted, archived, timetable, buffer, sweepEvery, passEvery);
    }

    public MirrorSettings withArchived(OnRecordArchived what) {
        return new MirrorSettings(type, table, properties, json, what, timetable, buffer, sweepEvery, passEvery);
    }
}
