package dev.linchpin.torture.world;

import dev.linchpin.engine.model.ObjectType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What falls due in the database without anything changing there. */
final class Pending {
    /** As long as an audit waits without an occasion. */
    private static final Duration AUDIT = Duration.ofSeconds(20);

    /** When the oldest unclaimed mark of a type falls due, and the oldest audit; {@link Long#MAX_VALUE} for never. */
    record Due(long work, long audit) {}

    private final World world;
    private final List<ObjectType> types;
    private final String query;

    /** @param types whose work is looked at */
    Pending(World world, List<ObjectType> types) {
        this.world = world;
        this.types = types;
        this.query = types.stream()
                .map(type -> "(select min(due_at) from " + world.place().own("sync_queue")
                        + " where claimed_epoch is null and object_type = '" + type + "') as " + type + "_work,"
                        + " (select min(written_at) from " + world.place().own("outgoing_write")
                        + " where written_at is not null and object_type = '" + type + "') as " + type + "_audit")
                .collect(Collectors.joining(", ", "select ", ""));
    }

    Map<ObjectType, Due> due() {
        var row = world.place().query(query).getFirst();
        var due = new LinkedHashMap<ObjectType, Due>();
        for (var type : types) {
            var written = moment(row, type + "_audit");
            due.put(
                    type,
                    new Due(
                            moment(row, type + "_work"),
                            written == Long.MAX_VALUE ? written : written + AUDIT.toMillis() + 1));
        }
        return due;
    }

    private static long moment(Map<String, @Nullable String> row, String column) {
        var text = row.get(column);
        return text == null ? Long.MAX_VALUE : Long.parseLong(text);
    }
}
