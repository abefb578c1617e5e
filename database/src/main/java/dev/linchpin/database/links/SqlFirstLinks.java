package dev.linchpin.database.links;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.FirstLinks;
import dev.linchpin.engine.store.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores whole links with a statement for many, and looks up once which of them are stored. */
public final class SqlFirstLinks implements FirstLinks {
    private final Session session;
    private final Instant now;
    private final Consumer<Collection<Link>> linked;

    /** @param linked is told of links that were stored */
    public SqlFirstLinks(Session session, Instant now, Consumer<Collection<Link>> linked) {
        this.session = session;
        this.now = now;
        this.linked = linked;
    }

    private record Stored(long id, String record, @Nullable String row) {}

    @Override
    public List<Link> begin(Collection<Link> links) {
        if (links.isEmpty()) {
            return List.of();
        }
        session.updateEach(
                """
                insert into $link (object_type, row_key, hubspot_id, base, hubspot_updated_at, last_synced_at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                links.stream()
                        .map(link -> new @Nullable Object[] {
                            link.type().name(),
                            rowOf(link),
                            recordOf(link),
                            LinkJson.base(link.base()),
                            link.hubspotUpdatedAt(),
                            now
                        })
                        .toList());
        var stored = new HashMap<String, Stored>();
        for (var type : links.stream().map(Link::type).distinct().toList()) {
            stored(type, links).forEach(one -> stored.put(one.record(), one));
        }
        var begun = new ArrayList<Link>(links.size());
        for (var link : links) {
            var found = stored.get(recordOf(link));
            if (found != null && rowOf(link).equals(found.row())) {
                begun.add(link.numbered(found.id()));
            }
        }
        linked.accept(begun);
        return begun;
    }

    private List<Stored> stored(ObjectType type, Collection<Link> links) {
        return session.query(
                "select id, hubspot_id, row_key from $link where object_type = ? and hubspot_id $in",
                row -> new Stored(row.number(1), row.text(2), row.textOrNull(3)),
                type.name(),
                links.stream().map(SqlFirstLinks::recordOf).toList());
    }

    private static String rowOf(Link link) {
        return Objects.requireNonNull(link.row(), "a whole link has a row").value();
    }

    private static String recordOf(Link link) {
        return Objects.requireNonNull(link.record(), "a whole link has a record")
                .value();
    }
}
