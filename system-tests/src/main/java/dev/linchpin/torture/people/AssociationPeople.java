package dev.linchpin.torture.people;

import dev.linchpin.torture.world.Extra;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whoever says which company a contact belongs to, on either side. */
public final class AssociationPeople {
    /** What the edge is called; it is in a column of the contacts' table. */
    public static final String EDGE = "company";

    public static final String COLUMN = "company_id";

    private static final String PRIMARY =
            ", \"types\": [{\"associationCategory\": \"HUBSPOT_DEFINED\", \"associationTypeId\": 1}]";

    private final People people;
    /** Everybody that a row's key ever stood for. */
    private final Map<String, Map<String, Set<String>>> names = new HashMap<>();

    private final Set<String> said = new HashSet<>();

    AssociationPeople(People people) {
        this.people = people;
    }

    boolean areMapped() {
        return people.world().options().has(Extra.ASSOCIATIONS);
    }

    private Kind contacts() {
        return people.kinds().getFirst();
    }

    private Kind companies() {
        return people.kinds().getLast();
    }

    /** Somebody saw this row. */
    void saw(Kind kind, Map<String, @Nullable String> row) {
        names.computeIfAbsent(kind.type(), type -> new HashMap<>())
                .computeIfAbsent(People.key(row), key -> new LinkedHashSet<>())
                .add(String.valueOf(row.get(kind.name())));
    }

    /** Everybody that rows of this key ever were about. */
    public Set<String> named(Kind kind, @Nullable String key) {
        return names.getOrDefault(kind.type(), Map.of()).getOrDefault(String.valueOf(key), Set.of());
    }

    // --- in the contacts' table -----------------------------------------------------------------------------------

    void inTable(Draw draw) {
        draw.anyOf(people.rows(contacts())).ifPresent(row -> {
            var company = draw.oneIn(4) ? null : chosen(row.get(contacts().name()), draw);
            var key = company == null ? null : People.key(company);
            people.tell("SQL: contacts row " + People.key(row) + " (" + row.get("hubspot_id") + ") := {" + COLUMN + "="
                    + key + "}");
            var statement = "update " + contacts().mapping().table() + " set " + COLUMN + " = " + key + " where id = "
                    + People.key(row);
            if (!Objects.equals(key, row.get(COLUMN)) && people.sql().carriedOut(statement)) {
                moved(
                        row.get(contacts().name()),
                        shown(row),
                        company == null ? null : company.get(companies().name()),
                        "contacts row " + People.key(row));
            }
        });
    }

    /** The company that a new row may name. */
    Optional<Map<String, @Nullable String>> any(Draw draw) {
        return areMapped() && draw.oneIn(2) ? draw.anyOf(people.rows(companies())) : Optional.empty();
    }

    /** A row was inserted that names a company. */
    void inserted(@Nullable String contact, Map<String, @Nullable String> company) {
        moved(contact, Set.of(), company.get(companies().name()), "inserted contacts row");
    }

    /** A company that nobody has named for the contact yet, if there is one. */
    private @Nullable Map<String, @Nullable String> chosen(@Nullable String contact, Draw draw) {
        var all = people.rows(companies());
        var fresh = all.stream()
                .filter((Map<String, @Nullable String> row) ->
                        !said.contains(edge(contact, row.get(companies().name()))))
                .toList();
        return draw.anyOf(fresh.isEmpty() ? all : fresh).orElse(null);
    }

    /** Whom the column names; where no row has that key any more, whoever had it is known by it still. */
    private Set<String> shown(Map<String, @Nullable String> contact) {
        return people.rows(companies()).stream()
                .filter((Map<String, @Nullable String> row) -> People.key(row).equals(contact.get(COLUMN)))
                .findFirst()
                .map(row -> Set.of(String.valueOf(row.get(companies().name()))))
                .orElseGet(() -> named(companies(), contact.get(COLUMN)));
    }

    // --- in HubSpot -----------------------------------------------------------------------------------------------

    void inHubSpot(Draw draw) {
        var contact = people.hubspot().any(contacts(), draw);
        var company = people.hubspot().any(companies(), draw);
        if (contact.isEmpty() || company.isEmpty()) {
            return;
        }
        var account = people.world().account();
        var id = HubSpotPeople.id(contact.get());
        var before = account.companyOf(id).orElse(null);
        var how = draw.below(5);
        var ends = how == 0 && before != null;
        var other = ends ? before : HubSpotPeople.id(company.get());
        var members = new LinkedHashMap<String, String>();
        members.put("id", "\"" + id + "\"");
        members.put(
                ends ? "disassociate" : "associate",
                "{\"objectType\": \"companies\", \"id\": \"" + other + "\"" + (how > 1 ? PRIMARY : "") + "}");
        if (people.hubspot().person(contacts(), members).isEmpty()) {
            return;
        }
        var where = "contacts record " + id;
        people.tell("HubSpot: " + where
                + (ends ? " leaves " : how > 1 ? " has the primary company " : " has the company ") + other);
        var after = account.companyOf(id).orElse(null);
        if (!Objects.equals(after, before)) {
            var seen = companyName(before);
            moved(name(contact.get()), seen == null ? Set.of() : Set.of(seen), companyName(after), where);
        }
    }

    private @Nullable String name(JsonNode contact) {
        return HubSpotPeople.property(contact, contacts().name());
    }

    private @Nullable String companyName(@Nullable String id) {
        return id == null
                ? null
                : people.hubspot()
                        .open(companies(), id)
                        .map(record ->
                                HubSpotPeople.property(record, companies().name()))
                        .orElse(null);
    }

    // --- what people are owed --------------------------------------------------------------------------------------

    /** Nobody is owed an account of what was said before: which of the two times it is about cannot be told. */
    private void moved(@Nullable String contact, Set<String> from, @Nullable String to, String where) {
        people.ledger().edited();
        from.forEach(one -> people.ledger().settle(contacts().type(), EDGE, edge(contact, one)));
        if (to != null && said.add(edge(contact, to))) {
            people.ledger().wrote(contacts().type(), EDGE, edge(contact, to), where);
        }
    }

    /** Somebody at the desk saw both. */
    void settle(@Nullable String contactKey, List<@Nullable String> companyKeys) {
        for (var contact : named(contacts(), contactKey)) {
            for (var key : companyKeys) {
                named(companies(), key)
                        .forEach(company -> people.ledger().settle(contacts().type(), EDGE, edge(contact, company)));
            }
        }
    }

    /** An association as the ledger has it. */
    public static String edge(@Nullable String contact, @Nullable String company) {
        return contact + " of " + company;
    }

    /** The contact and the company of an entry of the ledger. */
    public static List<String> ends(String edge) {
        return List.of(edge.split(" of ", 2));
    }
}
