package dev.linchpin.simulator.activities;

import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.ChangeListener;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes, some time after links or activities changed, the properties of records that depend on them: counts of linked
 * records, the primary company, and when and how often there was an activity. Used under the account's lock.
 *
 * <p>Source: HubSpot knowledge base, "HubSpot's default contact properties", "... company properties" and "... deal
 * properties".
 */
public final class RollUps implements Links.Observer, ChangeListener {

    /** HubSpot's kinds of links from a company to those below and above it. */
    private static final int CHILD = 13;

    private static final int PARENT = 14;

    private static final List<String> TYPES = List.of("contacts", "companies", "deals", "tickets");

    private final Crm crm;
    private final Links links;
    private final SettingsStore settings;
    private final Agenda agenda;
    private final Set<Due> planned = new HashSet<>();

    private record Due(String typeId, long id, long at) {}

    /** Recomputes what the account's agenda says is due. */
    public RollUps(Crm crm, Links links, SettingsStore settings, Agenda agenda) {
        this.crm = crm;
        this.links = links;
        this.settings = settings;
        this.agenda = agenda;
    }

    /** Forgets what it was to recompute. */
    public void clear() {
        planned.clear();
    }

    @Override
    public void linksChanged(ObjectType type, long id, long at) {
        plan(type, id, at + delay());
    }

    @Override
    public void on(Change change) {
        if (change instanceof Change.Updated updated
                && updated.type().isActivity()
                && updated.changed().stream()
                        .anyMatch(property -> property.name().equals("hs_timestamp"))) {
            for (String parent : TYPES) {
                ObjectType type = crm.types().named(parent);
                links.all(updated.type(), updated.record().id(), type)
                        .forEach(linked -> plan(type, linked.toId(), updated.at() + delay()));
            }
        }
    }

    private long delay() {
        return settings.get(ActivitySettings.SECTION).rollUpDelay().toMillis();
    }

    private void plan(ObjectType type, long id, long due) {
        var entry = new Due(type.typeId(), id, due);
        if (TYPES.contains(type.name()) && planned.add(entry)) {
            agenda.at(due, at -> recompute(type, entry));
        }
    }

    private void recompute(ObjectType type, Due due) {
        crm.writeAt(due.at(), Source.calculated(), session -> {
            planned.remove(due);
            StoredRecord record = crm.liveExactly(type, due.id());
            if (record != null) {
                ActivitySettings own = settings.get(ActivitySettings.SECTION);
                Catalogue catalogue = crm.catalogue(type);
                StoredRecord linked = session.compute(
                        type, record, known(catalogue, record, ofLinks(record, type)), own.linksTouch());
                Activities activities = Activities.of(crm, links, type, record.id(), due.at());
                session.compute(type, linked, known(catalogue, linked, activities.values()), own.activitiesTouch());
                activities.next().ifPresent(next -> plan(type, due.id(), next));
            }
            return session;
        });
    }

    /** Nothing is written where nothing ever was and nothing is. */
    private static Map<String, String> known(Catalogue catalogue, StoredRecord record, Map<String, String> values) {
        var known = new LinkedHashMap<>(values);
        known.entrySet()
                .removeIf(entry -> entry.getValue().equals("0") && catalogue.value(record, entry.getKey()) == null);
        return known;
    }

    private Map<String, String> ofLinks(StoredRecord record, ObjectType type) {
        long id = record.id();
        var values = new LinkedHashMap<String, String>();
        ObjectType companies = crm.types().named("companies");
        switch (type.name()) {
            case "contacts" -> {
                values.put("associatedcompanyid", id(links.primary(type, id, companies)));
                values.put("num_associated_deals", count(type, id, "deals"));
            }
            case "companies" -> {
                values.put("num_associated_contacts", count(type, id, "contacts"));
                values.put("num_associated_deals", count(type, id, "deals"));
                values.put(
                        "hs_num_child_companies",
                        Long.toString(links.labelled(type, id, companies, CHILD).size()));
                values.put(
                        "hs_parent_company_id",
                        links.labelled(type, id, companies, PARENT).stream()
                                .findFirst()
                                .map(Object::toString)
                                .orElse(""));
            }
            case "deals" -> {
                values.put("num_associated_contacts", count(type, id, "contacts"));
                values.put("hs_primary_associated_company", id(links.primary(type, id, companies)));
            }
            default -> {}
        }
        return values;
    }

    private String count(ObjectType type, long id, String others) {
        return Integer.toString(links.count(type, id, crm.types().named(others)));
    }

    private static String id(@Nullable Long id) {
        return id == null ? "" : id.toString();
    }
}
