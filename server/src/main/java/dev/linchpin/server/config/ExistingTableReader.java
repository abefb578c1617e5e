package dev.linchpin.server.config;

import dev.linchpin.engine.model.Place;
import dev.linchpin.server.config.ObjectSettings.ExistingTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what an entry below {@code objects} says about a table that is there already. */
final class ExistingTableReader extends NodeReader {
    private static final List<String> ONLY_WITH_TABLE = List.of("key", "hubspot-id", "capture", "poll-every");
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(10);
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    private enum Capture {
        TRIGGERS,
        POLLING
    }

    ExistingTableReader(String fileName, List<Problem> problems) {
        super(fileName, problems);
    }

    /** Null when no table is named. */
    @Nullable ExistingTable read(YamlNode.Entry entry, Map<String, YamlNode.Entry> entries, String path) {
        var named = entries.get("table");
        if (named == null) {
            for (var key : ONLY_WITH_TABLE) {
                if (entries.containsKey(key)) {
                    problem(
                            Objects.requireNonNull(entries.get(key)),
                            path + "." + key + " is for a table that is there already; name that by 'table'");
                }
            }
            return null;
        }
        var table = word(named, path + ".table", Readers::plain);
        var key = entries.get("key");
        var columns = key == null ? List.<String>of() : words(key, path + ".key");
        if (key == null) {
            problem(entry, path + ": 'key' is missing: the column, or the list of columns, that tells rows apart");
        } else if (columns.isEmpty()) {
            problem(key, path + ".key: expected a column, or several in a list");
        }
        var hubspotId = entries.get("hubspot-id");
        var capture = entries.get("capture");
        var captured = capture == null ? null : word(capture, path + ".capture", Readers.oneOf(Capture.class));
        var every = entries.get("poll-every");
        var pause = every == null ? USUAL_PAUSE : word(every, path + ".poll-every", Readers.duration(LEAST_PAUSE));
        return new ExistingTable(
                table == null || table.isBlank() ? "?" : table,
                columns.isEmpty() ? List.of("?") : columns,
                hubspotId == null ? null : word(hubspotId, path + ".hubspot-id", Place::parse),
                captured == null ? null : captured == Capture.POLLING,
                pause == null ? USUAL_PAUSE : pause,
                where(entry));
    }
}
