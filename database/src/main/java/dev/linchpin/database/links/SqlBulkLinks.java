package dev.linchpin.database.links;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.BulkLinks;
import dev.linchpin.engine.store.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores whole links with as few statements as possible. */
public final class SqlBulkLinks implements BulkLinks {
    private final Session session;
    private final Instant now;
    private final Joining joining;
    private final Consumer<Collection<Link>> linked;

    /**
     * @param joining is asked where another link may be in the way
     * @param linked is told of links that were stored
     */
    public SqlBulkLinks(Session session, Instant now, Joining joining, Consumer<Collection<Link>> linked) {
        this.session = session;
        this.now = now;
        this.joining = joining;
        this.linked = linked;
    }

    /** Makes a single link whole where that takes more than a look: as {@code Transaction.join}. */
    @FunctionalInterface
    public interface Joining {
        boolean join(Link link, Set<Long> mine);
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

    @Override
    public Set<Long> complete(Collection<Link> links, Set<Long> mine) {
        var ordered = links.stream().sorted(Comparator.comparingLong(Link::id)).toList();
        var counts = session.updateEach(
                """
                update $link set row_key = ?, hubspot_id = ?, linchpin_id = ?, base = ?, hubspot_updated_at = ?
                where id = ? and coalesce(row_key, ?) = ? and coalesce(hubspot_id, ?) = ?
                    and not exists (select 1 from $link other
                        where other.object_type = ? and other.row_key = ? and other.id <> ?)
                    and not exists (select 1 from $link other
                        where other.object_type = ? and other.hubspot_id = ? and other.id <> ?)
                """, ordered.stream().map(SqlBulkLinks::completion).toList());
        var whole = new ArrayList<Link>(ordered.size());
        var blocked = new ArrayList<Link>();
        for (var i = 0; i < counts.length; i++) {
            (counts[i] == 1 ? whole : blocked).add(ordered.get(i));
        }
        var joined = blocked.stream().filter(link -> joining.join(link, mine)).toList();
        new Links(session).save(joined);
        whole.addAll(joined);
        linked.accept(whole);
        return whole.stream().map(Link::id).collect(Collectors.toSet());
    }

    private static @Nullable Object[] completion(Link link) {
        var row = rowOf(link);
        var record = recordOf(link);
        var type = link.type().name();
        return new @Nullable Object[] {
            row,
            record,
            link.linchpinId(),
            LinkJson.base(link.base()),
            link.hubspotUpdatedAt(),
            link.id(),
            row,
            row,
            record,
            record,
            type,
            row,
            link.id(),
            type,
            record,
            link.id()
        };
    }

    private List<Stored> stored(ObjectType type, Collection<Link> links) {
        return session.query(
                "select id, hubspot_id, row_key from $link where object_type = ? and hubspot_id $in",
                row -> new Stored(row.number(1), row.text(2), row.textOrNull(3)),
                type.name(),
                links.stream().map(SqlBulkLinks::recordOf).toList());
    }

    private static String rowOf(Link link) {
        return Objects.requireNonNull(link.row(), "a whole link has a row").value();
    }

    private static String recordOf(Link link) {
        return Objects.requireNonNull(link.record(), "a whole link has a record")
                .value();
    }
}
