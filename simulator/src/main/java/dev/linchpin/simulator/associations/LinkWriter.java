package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.associations.LinkRequest.Spec;
import dev.linchpin.simulator.associations.LinkType.Role;
import dev.linchpin.simulator.crm.WriteSession;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Links and unlinks records in one session, under the account's lock. As with records, a link is planned, which may refuse
 * it, and then made, which cannot fail. Linking does not count as a change of the records (airbytehq/airbyte#27199).
 */
public final class LinkWriter {

    private final Links links;
    private final LinkChanges changes;
    private final Map<Claim, Integer> claims = new HashMap<>();
    private long unborn;

    /** A kind of link that one more of is to lead from a record. */
    private record Claim(LinkType type, long fromId) {}

    /** A record and the kinds of links to it. */
    record Target(ObjectType to, long toId, Set<LinkType> types) {}

    /** Links that are known to be possible. */
    public final class Planned {

        private final ObjectType from;
        private final List<Target> targets;
        private final List<Claim> claimed;
        private final boolean replaces;

        private Planned(ObjectType from, List<Target> targets, List<Claim> claimed, boolean replaces) {
            this.from = from;
            this.targets = targets;
            this.claimed = claimed;
            this.replaces = replaces;
        }

        /** Makes them lead from that record. */
        public void apply(long fromId) {
            release(claimed);
            for (Target target : targets) {
                Set<LinkType> types = new LinkedHashSet<>(target.types());
                List<LinkType> before = links.graph().types(from, fromId, target.to(), target.toId());
                before.stream()
                        .filter(type ->
                                !replaces || (type.isPrimary() && !links.own().labelsReplacePrimary()))
                        .forEach(types::add);
                changes.put(from, fromId, target.to(), target.toId(), types);
            }
        }
    }

    LinkWriter(Links links, WriteSession session) {
        this.links = links;
        this.changes = new LinkChanges(links, session, true);
    }

    /** Where links change without being planned. */
    LinkChanges changes() {
        return changes;
    }

    /**
     * Plans the links of a record that is to be created.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if one is impossible
     */
    public Planned planNew(ObjectType from, List<LinkRequest> requests) {
        var targets = new ArrayList<Target>();
        for (LinkRequest request : requests) {
            for (Spec spec : request.types()) {
                LinkType type = find(spec);
                if (!type.from().typeId().equals(from.typeId())) {
                    throw LinkErrors.wrongDirection(from, type).exception();
                }
                targets.add(target(type.to(), request.toId(), List.of(type)));
            }
        }
        return plan(from, --unborn, targets, false);
    }

    /** Plans to link two records as these kinds say and, where they replace, in no other way than that and plainly. */
    Planned plan(
            ObjectType from, StoredRecord record, ObjectType to, String toId, List<LinkType> types, boolean replaces) {
        Target target = target(to, toId, types);
        if (target.toId() == record.id() && from.typeId().equals(to.typeId())) {
            throw LinkErrors.toItself(from, record.id()).exception();
        }
        return plan(from, record.id(), types.isEmpty() ? List.of() : List.of(target), replaces);
    }

    /**
     * Links two records as these kinds say, and plainly.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if that is impossible
     */
    public void link(ObjectType from, StoredRecord record, ObjectType to, String toId, List<Spec> specs) {
        List<LinkType> types = specs.isEmpty()
                ? List.of(plain(from, to))
                : specs.stream().map(this::find).toList();
        for (LinkType type : types) {
            if (!type.leads(from, to)) {
                throw LinkErrors.wrongDirection(from, type).exception();
            }
        }
        plan(from, record, to, toId, types, false).apply(record.id());
    }

    /**
     * Unlinks two records; nothing if they are not linked.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if the other one is not there
     */
    public void unlink(ObjectType from, StoredRecord record, ObjectType to, String toId) {
        changes.put(from, record.id(), to, record(to, toId).id(), List.of());
    }

    /** Links two records plainly, and as primary if there is such a kind and none is primary yet or it replaces. */
    public void linkPrimary(ObjectType from, StoredRecord record, ObjectType to, long toId, boolean replaces) {
        LinkType primary = links.types().primary(from, to);
        boolean free = links.primary(from, record.id(), to) == null;
        List<LinkType> types = primary != null && (free || replaces) ? List.of(primary) : List.of(plain(from, to));
        plan(from, record, to, Long.toString(toId), types, false).apply(record.id());
    }

    private Planned plan(ObjectType from, long fromId, List<Target> targets, boolean replaces) {
        var claimed = new ArrayList<Claim>();
        try {
            for (Target target : targets) {
                List<LinkType> before = links.graph().types(from, fromId, target.to(), target.toId());
                for (LinkType type : target.types()) {
                    if (!before.contains(type)) {
                        claim(new Claim(type, fromId), claimed);
                        claim(new Claim(type.inverse(), target.toId()), claimed);
                    }
                }
            }
        } catch (RuntimeException refused) {
            release(claimed);
            throw refused;
        }
        return new Planned(from, targets, claimed, replaces);
    }

    private void claim(Claim claim, List<Claim> claimed) {
        int limit = links.limit(claim.type());
        if (limit == Integer.MAX_VALUE || claim.type().role() == Role.PRIMARY) {
            return;
        }
        claimed.add(claim);
        int wanted = claims.merge(claim, 1, Integer::sum);
        if (count(claim) + wanted > limit) {
            throw LinkErrors.tooMany(claim.type(), claim.fromId(), limit).exception();
        }
    }

    private int count(Claim claim) {
        Neighbours neighbours = links.graph()
                .neighbours(claim.type().from(), claim.fromId(), claim.type().to());
        if (claim.type().isPlain()) {
            return neighbours.size();
        }
        int count = 0;
        for (int i = 0; i < neighbours.size(); i++) {
            count += neighbours.types(i).contains(claim.type()) ? 1 : 0;
        }
        return count;
    }

    private void release(List<Claim> claimed) {
        claimed.forEach(claim -> claims.merge(claim, -1, Integer::sum));
        claimed.clear();
    }

    /** The kind of link with that id. */
    LinkType find(Spec spec) {
        LinkType type = links.types().find(spec.category(), spec.typeId());
        if (type == null) {
            throw LinkErrors.unknownType(spec).exception();
        }
        return type;
    }

    /** The kind of link that says no more than that records are linked. */
    LinkType plain(ObjectType from, ObjectType to) {
        LinkType plain = links.types().plain(from, to);
        if (plain == null) {
            throw LinkErrors.unlinkable(from, to).exception();
        }
        return plain;
    }

    /** The live record, following merges. */
    StoredRecord record(ObjectType type, String id) {
        StoredRecord record = find(type, id);
        if (record == null) {
            throw LinkErrors.unknownRecord(type, id).exception();
        }
        return record;
    }

    @Nullable StoredRecord find(ObjectType type, String id) {
        return links.crm().live(type, id);
    }

    /** Any kind of link makes the plain one too. */
    private Target target(ObjectType to, String toId, List<LinkType> types) {
        StoredRecord record = record(to, toId);
        Set<LinkType> all = new LinkedHashSet<>(types);
        types.stream().findFirst().ifPresent(type -> all.add(plain(type.from(), to)));
        return new Target(to, record.id(), all);
    }
}
