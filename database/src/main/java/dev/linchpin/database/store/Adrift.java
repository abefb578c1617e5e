package dev.linchpin.database.store;

import dev.linchpin.database.capture.ChangeLog;
import dev.linchpin.database.links.Links;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Link;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds links whose row may be elsewhere. A change of key is in the change log from the moment that it is committed, and what
 * takes it out moves the links in the same transaction: so the log is asked first.
 */
record Adrift(Links links, ChangeLog changeLog) {
    Set<Long> of(ObjectType type, Collection<Link> held) {
        var changed = changeLog.rekeyed(
                type, held.stream().map(Link::row).filter(Objects::nonNull).toList());
        var now = links.rows(held.stream().map(Link::id).toList());
        return held.stream()
                .filter(link -> {
                    var row = link.row();
                    return row != null && (changed.contains(row) || !row.equals(now.get(link.id())));
                })
                .map(Link::id)
                .collect(Collectors.toSet());
    }
}
