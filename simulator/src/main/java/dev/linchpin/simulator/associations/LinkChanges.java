package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.associations.LinkType.Role;
import dev.linchpin.simulator.crm.WriteSession;
import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Changes links that are known to be possible, in one session, and tells of it. Used under the account's lock. */
final class LinkChanges {

    private final Links links;
    private final WriteSession session;
    private final boolean tells;

    /**
     * Changes in that session.
     *
     * @param tells whether subscribers are told of each link
     */
    LinkChanges(Links links, WriteSession session, boolean tells) {
        this.links = links;
        this.session = session;
        this.tells = tells;
    }

    /** Unlinks two records, or takes these kinds away; without the plain one the others do not last. */
    void remove(ObjectType from, long fromId, ObjectType to, long toId, Collection<LinkType> types) {
        Set<LinkType> rest = new LinkedHashSet<>(links.graph().types(from, fromId, to, toId));
        rest.removeAll(types);
        put(from, fromId, to, toId, rest.stream().anyMatch(LinkType::isPlain) ? rest : Set.of());
    }

    /** Adds kinds of links, except that what is primary already stays so. */
    void join(ObjectType from, long fromId, ObjectType to, long toId, Collection<LinkType> types) {
        Set<LinkType> all = new LinkedHashSet<>(links.graph().types(from, fromId, to, toId));
        for (LinkType type : types) {
            boolean taken = switch (type.role()) {
                case PRIMARY -> links.primary(from, fromId, to) != null;
                case PRIMARY_OF -> links.primary(to, toId, from) != null;
                case PLAIN, LABEL -> false;
            };
            if (!taken) {
                all.add(type);
            }
        }
        put(from, fromId, to, toId, all);
    }

    /** Links two records in exactly these ways; what was primary in their place is no longer. */
    void put(ObjectType from, long fromId, ObjectType to, long toId, Collection<LinkType> types) {
        List<LinkType> before = links.graph().types(from, fromId, to, toId);
        Set<LinkType> after = new LinkedHashSet<>(types);
        if (before.isEmpty() && !after.isEmpty() && links.own().firstCompanyBecomesPrimary()) {
            addFirstPrimary(from, fromId, to, toId, after);
        }
        for (LinkType type : after) {
            if (!before.contains(type) && type.role() == Role.PRIMARY) {
                demote(from, fromId, to, type, toId);
            } else if (!before.contains(type) && type.role() == Role.PRIMARY_OF) {
                demote(to, toId, from, type.inverse(), fromId);
            }
        }
        replace(from, fromId, to, toId, before, after);
    }

    private void addFirstPrimary(ObjectType from, long fromId, ObjectType to, long toId, Set<LinkType> types) {
        LinkType forth = links.types().primary(from, to);
        LinkType back = links.types().primary(to, from);
        if (forth != null && links.count(from, fromId, to) == 0) {
            types.add(forth);
        } else if (back != null && links.count(to, toId, from) == 0) {
            types.add(back.inverse());
        }
    }

    private void demote(ObjectType from, long fromId, ObjectType to, LinkType primary, long exceptId) {
        Long present = links.primary(from, fromId, to);
        if (present != null && present != exceptId) {
            List<LinkType> before = links.graph().types(from, fromId, to, present);
            Set<LinkType> after = new LinkedHashSet<>(before);
            after.remove(primary);
            replace(from, fromId, to, present, before, after);
        }
    }

    private void replace(
            ObjectType from, long fromId, ObjectType to, long toId, List<LinkType> before, Set<LinkType> after) {
        if (Set.copyOf(before).equals(after)) {
            return;
        }
        links.graph().put(from, fromId, to, toId, after);
        if (tells) {
            before.stream().filter(type -> !after.contains(type)).forEach(type -> tell(type, fromId, toId, true));
            after.stream()
                    .filter(type -> !before.contains(type))
                    .sorted(LinkType.ORDER)
                    .forEach(type -> tell(type, fromId, toId, false));
        }
        links.changed(from, fromId, session.at());
        links.changed(to, toId, session.at());
    }

    private void tell(LinkType type, long fromId, long toId, boolean removed) {
        for (boolean forth : new boolean[] {true, false}) {
            LinkType seen = forth ? type : type.inverse();
            session.associated(
                    seen.from(),
                    forth ? fromId : toId,
                    seen.to(),
                    forth ? toId : fromId,
                    seen.toChange(),
                    type.isPrimary(),
                    removed);
        }
    }
}
