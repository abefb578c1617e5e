package dev.linchpin.database.links;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The bases of all links of a type, a portion at a time. */
public final class Bases {
    private static final int PORTION = 1_000;

    private final Session session;

    public Bases(Session session) {
        this.session = session;
    }

    private record Stored(long id, String base) {}

    /** Takes it that the two sides never agreed on the field. */
    public void forget(ObjectType type, String field) {
        each(type, portion -> {
            var changed = new ArrayList<@Nullable Object[]>();
            for (var stored : portion) {
                var base = LinkJson.base(stored.base());
                if (base.remove(field) != null) {
                    changed.add(new @Nullable Object[] {LinkJson.base(base), stored.id()});
                }
            }
            session.updateEach("update $link set base = ? where id = ?", changed);
        });
    }

    /** Tells the links on whose record the field had no value when the two sides last agreed. */
    public void eachBlankInHubSpot(ObjectType type, String field, Consumer<List<Long>> links) {
        each(type, portion -> {
            var blank = new ArrayList<Long>();
            for (var stored : portion) {
                var agreed = LinkJson.base(stored.base()).get(field);
                if (agreed == null || agreed.hubspot().isBlank()) {
                    blank.add(stored.id());
                }
            }
            if (!blank.isEmpty()) {
                links.accept(blank);
            }
        });
    }

    private void each(ObjectType type, Consumer<List<Stored>> work) {
        var after = 0L;
        List<Stored> portion;
        do {
            portion = session.query(
                    "select id, base from $link where object_type = ? and id > ? order by id limit ? $locked",
                    row -> new Stored(row.number(1), row.text(2)),
                    type.name(),
                    after,
                    PORTION);
            if (!portion.isEmpty()) {
                work.accept(portion);
                after = portion.getLast().id();
            }
        } while (portion.size() == PORTION);
    }
}
