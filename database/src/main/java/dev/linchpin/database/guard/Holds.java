package dev.linchpin.database.guard;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Hold;
import dev.linchpin.engine.store.Loss;
import java.util.List;
import java.util.Optional;

/** What the guard holds, as people see it. */
public final class Holds {
    private static final int EXAMPLES = 5;

    private final Session session;

    public Holds(Session session) {
        this.session = session;
    }

    public List<Hold> all() {
        return session.query("""
                select s.object_type, s.loss, count(*), min(s.at), max(s.id) from $loss s
                where s.standing = 'HELD' and exists (select 1 from $link l where l.id = s.link_id)
                group by s.object_type, s.loss order by s.object_type, s.loss
                """, row -> {
            var type = new ObjectType(row.text(1));
            var loss = Loss.valueOf(row.text(2));
            return new Hold(type, loss, row.number(3), row.time(4), row.number(5), examples(type, loss));
        });
    }

    Optional<Hold> of(ObjectType type, Loss loss) {
        return all().stream()
                .filter(hold -> hold.type().equals(type) && hold.loss() == loss)
                .findFirst();
    }

    private List<String> examples(ObjectType type, Loss loss) {
        return session.query(
                """
                select l.row_key, l.hubspot_id from $loss s join $link l on l.id = s.link_id
                where s.object_type = ? and s.loss = ? and s.standing = 'HELD' order by s.id limit ?
                """,
                row -> "row " + row.textOrNull(1) + ", record " + row.textOrNull(2),
                type.name(),
                loss.name(),
                EXAMPLES);
    }
}
