package dev.linchpin.torture.oracle;

import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.torture.people.AssociationPeople;
import dev.linchpin.torture.people.Kind;
import dev.linchpin.torture.people.Ledger;
import dev.linchpin.torture.people.People;
import dev.linchpin.torture.world.World;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether both sides say of every contact that it belongs to the same company, and no such statement was lost. */
final class AssociationCheck {
    private static final String EDGE = AssociationPeople.EDGE;

    private final People people;
    private final Evidence evidence;
    private final Aliases aliases;
    private final Kind contacts;
    private final Kind companies;
    /** Of each contact record the companies that it is associated with, and whether each is the primary one. */
    private final Map<String, Map<String, Boolean>> associated;

    private final Map<String, String> rowOfCompany = new HashMap<>();

    AssociationCheck(World world, People people, Evidence evidence) {
        this.people = people;
        this.evidence = evidence;
        this.aliases = new Aliases(people.kinds(), evidence);
        this.contacts = people.kinds().getFirst();
        this.companies = people.kinds().getLast();
        this.associated = new LinkedHashMap<>();
        evidence.records(contacts)
                .keySet()
                .forEach(contact -> associated.put(contact, world.account().companiesOf(contact)));
        evidence.rows(companies).forEach((String key, Map<String, @Nullable String> row) -> {
            var record = row.get("hubspot_id");
            if (record != null && evidence.records(companies).containsKey(record)) {
                rowOfCompany.put(record, key);
            }
        });
    }

    private @Nullable String primary(String contact) {
        return associated.getOrDefault(contact, Map.of()).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** An association whose other end is not on both sides says nothing. */
    void bothSidesAgree(BiConsumer<Integer, String> violated) {
        evidence.rows(contacts).forEach((String key, Map<String, @Nullable String> row) -> {
            var id = String.valueOf(row.get("hubspot_id"));
            var local = row.get(AssociationPeople.COLUMN);
            var primary = primary(id);
            if (!evidence.records(contacts).containsKey(id)
                    || (local != null && !rowOfCompany.containsValue(local))
                    || (primary != null && !rowOfCompany.containsKey(primary))
                    || evidence.isListed(contacts, key, id, EDGE)) {
                return;
            }
            var remote = primary == null ? null : rowOfCompany.get(primary);
            if (!Objects.equals(local, remote)) {
                violated.accept(
                        1,
                        "contacts row " + key + " / record " + id + ": " + EDGE + " is row " + local + " / row "
                                + remote + " (record " + primary + ")");
            }
        });
    }

    /** What was said of who has been merged, deleted or settled as a whole is nobody's to find. */
    void nothingIsLost(BiConsumer<Integer, String> violated) {
        var found = found();
        people.ledger().owed().forEach((entry, where) -> {
            if (!entry.field().equals(EDGE)) {
                return;
            }
            var ends = AssociationPeople.ends(entry.text());
            var ofContact = aliases.of(contacts, ends.getFirst());
            var ofCompany = aliases.of(companies, ends.getLast());
            if (ofContact.stream().noneMatch(name -> isElsewhere(contacts.who(name)))
                    && ofCompany.stream().noneMatch(name -> isElsewhere(companies.who(name)))
                    && entries(ofContact, ofCompany).noneMatch(one -> isAccountedFor(one, found))) {
                violated.accept(2, "lost: " + entry.text() + " in " + where);
            }
        });
    }

    private boolean isAccountedFor(Ledger.Entry entry, Set<Ledger.Entry> found) {
        return found.contains(entry) || people.ledger().isSettled(entry);
    }

    private boolean isElsewhere(Ledger.Who who) {
        var ledger = people.ledger();
        return ledger.isEntangled(who)
                || ledger.wasEverDeleted(who, Ledger.Side.DATABASE)
                || ledger.wasEverDeleted(who, Ledger.Side.HUBSPOT);
    }

    /**
     * What both sides show, conflicts, dead letters and the journal. HubSpot leaves a contact associated with its former
     * primary company, and keeps no history of who that was.
     */
    private Set<Ledger.Entry> found() {
        var found = new HashSet<Ledger.Entry>();
        evidence.rows(contacts)
                .forEach((String key, Map<String, @Nullable String> row) ->
                        add(found, List.of(name(contacts, row)), row.get(AssociationPeople.COLUMN)));
        associated.forEach((contact, of) ->
                of.keySet().forEach(company -> add(found, record(contacts, contact), record(companies, company))));
        evidence.conflicts().stream()
                .filter(view -> view.conflict().field().equals(EDGE))
                .forEach(view -> {
                    add(found, keyed(view.row()), view.conflict().local().text());
                    add(found, keyed(view.row()), view.conflict().hubspot().text());
                });
        evidence.letters().stream()
                .filter(view -> view.letter().field().equals(EDGE))
                .forEach(view -> view.letter()
                        .refused()
                        .text()
                        .lines()
                        .flatMap(line -> List.of(line.split("\\D+")).stream())
                        .forEach(company -> add(found, keyed(view.row()), company)));
        evidence.journal().stream()
                .map(view -> view.entry())
                .filter(entry -> entry.field().equals(EDGE) && entry.action() != Action.UPDATE)
                .forEach(entry -> {
                    add(found, keyed(entry.row()), entry.before().text());
                    add(found, keyed(entry.row()), entry.after().text());
                });
        return found;
    }

    private static String name(Kind kind, Map<String, @Nullable String> row) {
        return String.valueOf(row.get(kind.name()));
    }

    private List<String> record(Kind kind, String id) {
        var record = evidence.records(kind).get(id);
        return record == null ? List.of() : List.of(record.path(kind.name()).asString(""));
    }

    private List<String> keyed(@Nullable Object contact) {
        return List.copyOf(people.associations().named(contacts, String.valueOf(contact)));
    }

    private void add(Set<Ledger.Entry> found, List<String> contact, @Nullable String companyKey) {
        add(found, contact, List.copyOf(people.associations().named(companies, companyKey)));
    }

    private void add(Set<Ledger.Entry> found, List<String> contact, List<String> company) {
        entries(contact, company).forEach(found::add);
    }

    private Stream<Ledger.Entry> entries(Collection<String> ofContact, Collection<String> ofCompany) {
        return ofContact.stream()
                .flatMap(contact -> ofCompany.stream().map(company -> AssociationPeople.edge(contact, company)))
                .map(text -> Ledger.entry(contacts.type(), EDGE, text));
    }
}
