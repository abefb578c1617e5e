package dev.linchpin.database.links;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins links of which only the row or only the record is known. */
public final class Halves {
    private final Session session;

    public Halves(Session session) {
        this.session = session;
    }

    /** Which half is known. */
    public enum Half {
        ROW("row_key"),
        RECORD("hubspot_id");

        private final String column;

        Half(String column) {
            this.column = column;
        }
    }

    /** The ids of the links that hold these rows or records; where there is none, one is begun. */
    public List<Long> linkIds(ObjectType type, Half half, Collection<String> keys) {
        record Found(long id, String key) {}
        var wanted = new HashSet<>(keys);
        var select = "select id, " + half.column + " from $link where object_type = ? and " + half.column + " $in";
        var found = session.query(select, row -> new Found(row.number(1), row.text(2)), type.name(), wanted);
        if (found.size() < wanted.size()) {
            var missing = new HashSet<>(wanted);
            found.forEach(link -> missing.remove(link.key()));
            session.updateEach(
                    "insert into $link (object_type, " + half.column + ") values (?, ?) on conflict do nothing",
                    missing.stream()
                            .sorted()
                            .map(key -> new @Nullable Object[] {type.name(), key})
                            .toList());
            found = session.query(select, row -> new Found(row.number(1), row.text(2)), type.name(), wanted);
        }
        return found.stream().map(Found::id).toList();
    }
}
