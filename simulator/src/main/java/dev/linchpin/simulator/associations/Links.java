package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.associations.LinkType.Role;
import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.ChangeListener;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.WriteSession;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.schemas.Linkable;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The links between an account's records. Thread-safe, by the account's lock. As a listener it follows what becomes of
 * records; it must be the last one, so that others hear of a record's fate before they hear of its links'.
 */
public final class Links implements ChangeListener, Linkable {

    private final Crm crm;
    private final SettingsStore settings;
    private final List<Observer> observers = new CopyOnWriteArrayList<>();
    private final LinkFates fates;
    private final Map<LinkType, Integer> limits = new HashMap<>();
    private LinkTypes types;
    private Graph graph = new Graph();

    /** Told under the account's lock of every record whose links changed, whoever else is told or not. */
    @FunctionalInterface
    public interface Observer {

        /** Links of the record came or went at that millisecond. */
        void linksChanged(ObjectType type, long id, long at);
    }

    /** A record that another one is linked to. */
    public record Linked(long toId, List<LinkType> types) {}

    /**
     * Some of a record's links.
     *
     * @param next the id after which to go on; null on the last page
     */
    public record Page(List<Linked> results, @Nullable Long next) {}

    /** The account without links. */
    public Links(Crm crm, SettingsStore settings) {
        this.crm = crm;
        this.settings = settings;
        this.types = hubSpots();
        this.fates = new LinkFates(this);
    }

    private LinkTypes hubSpots() {
        Map<String, ObjectType> byName = new HashMap<>();
        crm.types().all().forEach(type -> byName.put(type.name(), type));
        return new LinkTypes(byName::get);
    }

    /** Removes all links, the kinds that people defined, and all limits. */
    public void clear() {
        locked(() -> {
            types = hubSpots();
            graph = new Graph();
            fates.clear();
            limits.clear();
        });
    }

    /** Tells the observer of every record whose links change from now on. */
    public void observe(Observer observer) {
        observers.add(observer);
    }

    @Override
    public int makeLinkable(ObjectType from, ObjectType to, String name) {
        return crm.read(() -> {
            LinkType known = types.plain(from, to);
            return (known == null ? types.define(from, to, Role.PLAIN, name, null, null) : known).typeId();
        });
    }

    @Override
    public void makeUnlinkable(ObjectType from, ObjectType to, int typeId) {
        locked(() -> {
            LinkType own = types.find(LinkType.USER_DEFINED, typeId);
            if (own != null && own.from().equals(from) && own.to().equals(to)) {
                drop(own);
            }
        });
    }

    /** Links and unlinks in a session. */
    public LinkWriter writing(WriteSession session) {
        return new LinkWriter(this, session);
    }

    /** The links of a record to records of a type, after an id, ascending. */
    public Page page(ObjectType from, long fromId, ObjectType to, long after, int limit) {
        return crm.read(() -> {
            Neighbours neighbours = graph.neighbours(from, fromId, to);
            var results = new ArrayList<Linked>();
            int first = neighbours.after(after);
            int end = Math.min(neighbours.size(), first + limit);
            for (int i = first; i < end; i++) {
                results.add(new Linked(neighbours.id(i), neighbours.types(i)));
            }
            return new Page(results, end < neighbours.size() ? Long.valueOf(neighbours.id(end - 1)) : null);
        });
    }

    /** All links of a record to records of a type. */
    public List<Linked> all(ObjectType from, long fromId, ObjectType to) {
        return page(from, fromId, to, Long.MIN_VALUE, Integer.MAX_VALUE / 2).results();
    }

    /** How many records of a type a record is linked to. */
    public int count(ObjectType from, long fromId, ObjectType to) {
        return crm.read(() -> graph.neighbours(from, fromId, to).size());
    }

    /** The record's one primary link to a record of a type; null if it has none. */
    public @Nullable Long primary(ObjectType from, long fromId, ObjectType to) {
        return crm.read(() -> {
            LinkType type = types.primary(from, to);
            List<Long> primary = type == null ? List.of() : linkedAs(from, fromId, to, type);
            return primary.isEmpty() ? null : primary.getFirst();
        });
    }

    /** The records that a record is linked to in one of HubSpot's own ways, ascending. */
    public List<Long> labelled(ObjectType from, long fromId, ObjectType to, int hubSpotTypeId) {
        return crm.read(() -> {
            LinkType type = types.find(LinkType.HUBSPOT_DEFINED, hubSpotTypeId);
            return type == null ? List.of() : linkedAs(from, fromId, to, type);
        });
    }

    private List<Long> linkedAs(ObjectType from, long fromId, ObjectType to, LinkType type) {
        return all(from, fromId, to).stream()
                .filter(linked -> linked.types().contains(type))
                .map(Linked::toId)
                .toList();
    }

    /**
     * Refuses a merge that would leave the survivor with more links than it may have.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 in HubSpot's words
     */
    public void checkMerge(ObjectType type, StoredRecord primary, StoredRecord other) {
        limits.forEach((limited, maximum) -> {
            if (limited.from().typeId().equals(type.typeId())) {
                long together = Stream.of(primary, other)
                        .flatMap(record -> all(type, record.id(), limited.to()).stream())
                        .filter(linked -> linked.types().contains(limited))
                        .map(Linked::toId)
                        .distinct()
                        .count();
                if (together > maximum) {
                    throw ApiError.invalid("Association configuration limits are exceeded in portal " + crm.portalId()
                                    + " when merging " + other.id() + " into " + primary.id() + " of object type "
                                    + type.typeId())
                            .exception();
                }
            }
        });
    }

    @Override
    public void on(Change change) {
        fates.on(change);
    }

    /** Takes a kind of link that people defined out of use, and from all links that are of it. */
    void drop(LinkType type) {
        graph.remove(type);
        limits.remove(type);
        limits.remove(type.inverse());
        types.remove(type);
    }

    /** How many links of a kind a record may have. */
    int limit(LinkType type) {
        int configured = limits.getOrDefault(type, Integer.MAX_VALUE);
        return type.isPlain() ? Math.min(configured, own().maximumPerRecord()) : configured;
    }

    /** The limits that people set, by kind of link; used under the account's lock. */
    Map<LinkType, Integer> limits() {
        return limits;
    }

    /** The kinds of links; used under the account's lock. */
    LinkTypes types() {
        return types;
    }

    /** The graph; used under the account's lock. */
    Graph graph() {
        return graph;
    }

    Crm crm() {
        return crm;
    }

    AssociationSettings own() {
        return settings.get(AssociationSettings.SECTION);
    }

    /** What people call a kind of link. */
    @Nullable String label(LinkType type) {
        return type.isPrimary() && !own().longPrimaryLabels() ? "Primary" : type.label();
    }

    void changed(ObjectType type, long id, long at) {
        observers.forEach(observer -> observer.linksChanged(type, id, at));
    }

    private void locked(Runnable action) {
        crm.read(() -> {
            action.run();
            return this;
        });
    }
}
