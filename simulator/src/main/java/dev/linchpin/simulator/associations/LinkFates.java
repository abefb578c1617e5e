package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.ChangeListener;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What becomes of links when records are archived, restored, merged or erased. Used under the account's lock. */
final class LinkFates implements ChangeListener {

    private final Links links;
    private final Map<RecordKey, List<Graph.Link>> parked = new HashMap<>();

    private record RecordKey(String typeId, long id) {}

    LinkFates(Links links) {
        this.links = links;
    }

    /** Forgets the links of archived records. */
    void clear() {
        parked.clear();
    }

    @Override
    public void on(Change change) {
        switch (change) {
            case Change.Archived archived -> park(change, archived.record());
            case Change.Restored restored -> bringBack(change, restored.record());
            case Change.Erased erased -> {
                unlinkAll(change, erased.record().id(), links.own().archiveTells());
                parked.remove(
                        new RecordKey(change.type().typeId(), erased.record().id()));
            }
            case Change.Merged merged -> {
                long survivor = merged.survivor().id();
                for (long gone : List.of(merged.primaryId(), merged.mergedId())) {
                    if (gone != survivor) {
                        move(change, gone, survivor);
                    }
                }
            }
            case Change.Created _, Change.Updated _, Change.Associated _, Change.Listed _ -> {}
        }
    }

    private void park(Change change, StoredRecord record) {
        List<Graph.Link> gone = unlinkAll(change, record.id(), links.own().archiveTells());
        if (!gone.isEmpty() && links.own().restoreBringsBack()) {
            parked.put(new RecordKey(change.type().typeId(), record.id()), gone);
        }
    }

    private List<Graph.Link> unlinkAll(Change change, long id, boolean tells) {
        List<Graph.Link> found = links.graph().of(change.type(), id);
        write(change, tells, changes -> {
            for (Graph.Link link : found) {
                changes.put(change.type(), id, links.crm().types().named(link.toTypeId()), link.toId(), List.of());
            }
        });
        return found;
    }

    private void bringBack(Change change, StoredRecord record) {
        List<Graph.Link> back = parked.remove(new RecordKey(change.type().typeId(), record.id()));
        if (back == null) {
            return;
        }
        write(change, links.own().archiveTells(), changes -> {
            for (Graph.Link link : back) {
                ObjectType to = links.crm().types().named(link.toTypeId());
                StoredRecord other = links.crm().live(to, link.toId());
                if (other != null) {
                    changes.join(change.type(), record.id(), to, other.id(), link.types());
                } else if (links.crm().archived(to, link.toId()) != null) {
                    // The other one is gone by now; the link comes back with it.
                    parked.computeIfAbsent(new RecordKey(link.toTypeId(), link.toId()), key -> new ArrayList<>())
                            .add(new Graph.Link(
                                    change.type().typeId(),
                                    record.id(),
                                    link.types().stream().map(LinkType::inverse).toList()));
                }
            }
        });
    }

    private void move(Change change, long gone, long survivor) {
        ObjectType type = change.type();
        List<Graph.Link> moving = unlinkAll(change, gone, links.own().mergeTells());
        write(change, links.own().mergeTells(), changes -> {
            for (Graph.Link link : moving) {
                boolean itself = link.toTypeId().equals(type.typeId()) && link.toId() == survivor;
                if (!itself) {
                    changes.join(type, survivor, links.crm().types().named(link.toTypeId()), link.toId(), link.types());
                }
            }
        });
    }

    private void write(Change change, boolean tells, Consumer<LinkChanges> action) {
        links.crm().writeAt(change.at(), change.source(), session -> {
            action.accept(new LinkChanges(links, session, tells));
            return session;
        });
    }
}
