package dev.linchpin.database.edges;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.edges.Edge;
import dev.linchpin.engine.edges.EdgeChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What both sides last agreed on, within one transaction. */
final class EdgeBases {
    private final Session session;

    EdgeBases(Session session) {
        this.session = session;
    }

    Map<Long, Set<Edge>> of(String name, Collection<Long> links) {
        if (links.isEmpty()) {
            return Map.of();
        }
        record Base(long from, Edge edge) {}
        var bases = new HashMap<Long, Set<Edge>>();
        session.query(
                        "select from_link, to_link, kind from $edge where name = ? and from_link $in",
                        row -> new Base(row.number(1), new Edge(row.number(2), row.text(3))),
                        name,
                        links)
                .forEach(base ->
                        bases.computeIfAbsent(base.from(), _ -> new HashSet<>()).add(base.edge()));
        return bases;
    }

    /** The links with edges that lead to these. */
    Set<Long> neighbours(Collection<Long> links) {
        return new TreeSet<>(
                session.query("select from_link from $edge where to_link $in", row -> row.number(1), links));
    }

    void move(String name, Map<Long, ? extends Collection<EdgeChange>> changes) {
        var ends = new HashSet<>(changes.keySet());
        changes.values()
                .forEach(moves -> moves.forEach(move -> ends.add(move.edge().to())));
        var live = new HashSet<>(session.query(
                "select id from $link where id $in order by id $for_key_share", row -> row.number(1), ends));
        var gone = new ArrayList<@Nullable Object[]>();
        var come = new ArrayList<@Nullable Object[]>();
        changes.forEach((from, moves) -> {
            for (var move : moves) {
                var to = move.edge().to();
                if (live.contains(from) && live.contains(to)) {
                    (move.present() ? come : gone).add(new @Nullable Object[] {
                        from, name, to, move.edge().kind()
                    });
                }
            }
        });
        session.updateEach("delete from $edge where from_link = ? and name = ? and to_link = ? and kind = ?", gone);
        session.updateEach(
                "insert into $edge (from_link, name, to_link, kind) values (?, ?, ?, ?) on conflict do nothing",
                List.copyOf(come));
    }
}
