package dev.linchpin.torture.people;

import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.torture.world.Extra;
import dev.linchpin.torture.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everybody who works with the two sides, and what they know in common. */
public final class People {
    private static final JsonMapper JSON = new JsonMapper();

    private final World world;
    private final Ledger ledger = new Ledger();
    private final Sums sums = new Sums();
    private final List<Kind> kinds;
    private final Map<String, Set<String>> knownRecords = new LinkedHashMap<>();
    private final Map<String, List<String>> identities = new LinkedHashMap<>();
    private final SqlPeople sql;
    private final HubSpotPeople hubspot;
    private final DeskPeople desk;
    private final AssociationPeople associations;
    private final Administrators administrators;

    public People(World world) {
        this.world = world;
        this.kinds = world.mappings().stream().map(Kind::new).toList();
        this.sql = new SqlPeople(this);
        this.hubspot = new HubSpotPeople(this);
        this.desk = new DeskPeople(this);
        this.associations = new AssociationPeople(this);
        this.administrators = new Administrators(this);
    }

    World world() {
        return world;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Sums sums() {
        return sums;
    }

    public List<Kind> kinds() {
        return kinds;
    }

    SqlPeople sql() {
        return sql;
    }

    HubSpotPeople hubspot() {
        return hubspot;
    }

    DeskPeople desk() {
        return desk;
    }

    public AssociationPeople associations() {
        return associations;
    }

    public Administrators administrators() {
        return administrators;
    }

    Kind anyKind(Draw draw) {
        return draw.oneIn(4) ? kinds.getLast() : kinds.getFirst();
    }

    /** The records that the account begins with. */
    public void populate(int contacts, int companies, Draw draw) {
        for (var count = 0; count < contacts; count++) {
            hubspot.create(kinds.getFirst(), draw);
        }
        for (var count = 0; count < companies; count++) {
            hubspot.create(kinds.getLast(), draw);
        }
    }

    /** Somebody does something. */
    public void act(Draw draw) {
        Deed.any(draw, world.options()).carryOut(this, draw);
    }

    /** Somebody edits, on either side, what a call is about. */
    public void editWhatIsIn(String body, Draw draw) {
        var about = about(body, draw);
        if (about.isEmpty()) {
            act(draw);
            return;
        }
        var kind = about.get().kind();
        var values = new LinkedHashMap<String, @Nullable String>();
        values.put(about.get().field(), kind.fresh(about.get().field(), draw));
        if (draw.oneIn(2)) {
            hubspot.open(kind, about.get().id()).ifPresent(record -> hubspot.edit(kind, record, values));
        } else {
            rows(kind).stream()
                    .filter(row -> about.get().id().equals(row.get("hubspot_id")))
                    .findFirst()
                    .ifPresent(row -> sql.update(kind, row, values));
        }
    }

    /** Somebody in HubSpot takes back what a call has just written into one of its records. */
    public void takeBackWhatIsIn(String body, Draw draw) {
        var inputs = JSON.readTree(body).path("inputs").valueStream().toList();
        draw.anyOf(inputs)
                .flatMap(input -> about(input.toString(), draw))
                .ifPresent(about -> world.account()
                        .former(about.kind().type(), about.id(), about.field())
                        .ifPresent(former -> hubspot.open(about.kind(), about.id())
                                .ifPresent(
                                        record -> hubspot.edit(about.kind(), record, Map.of(about.field(), former)))));
    }

    private record About(Kind kind, String id, String field) {}

    private Optional<About> about(String body, Draw draw) {
        for (var kind : kinds) {
            // Whoever looks at the rows knows their records.
            rows(kind);
            var ids = known(kind).stream()
                    .filter(id -> body.contains("\"" + id + "\""))
                    .toList();
            if (!ids.isEmpty()) {
                var named = kind.plain().stream()
                        .filter(field -> body.contains("\"" + field + "\":"))
                        .toList();
                return Optional.of(new About(kind, draw.any(ids), named.isEmpty() ? "phone" : draw.any(named)));
            }
        }
        return Optional.empty();
    }

    /** The rows of a table as they are now. */
    public List<Map<String, @Nullable String>> rows(Kind kind) {
        var columns = "id, hubspot_id, deleted_at, " + administrators.shown(kind);
        var rows = world.place()
                .query("select " + columns + " from " + kind.mapping().table() + " order by id");
        rows.forEach((Map<String, @Nullable String> row) -> {
            Optional.ofNullable(row.get("hubspot_id")).ifPresent(known(kind)::add);
            associations.saw(kind, row);
        });
        return rows;
    }

    Set<String> known(Kind kind) {
        return knownRecords.computeIfAbsent(kind.type(), type -> new LinkedHashSet<>());
    }

    /** Some fields and what to write into them. */
    Map<String, @Nullable String> someValues(Kind kind, Draw draw) {
        var values = new LinkedHashMap<String, @Nullable String>();
        for (var count = 1 + draw.below(2); count > 0; count--) {
            var field = draw.any(kind.edited());
            if (kind.isIdentity(field)) {
                values.put(field, identity(kind, draw));
            } else {
                values.put(field, draw.oneIn(12) ? null : kind.fresh(field, draw));
            }
        }
        return values;
    }

    /** What somebody new is entered with. */
    Map<String, @Nullable String> newValues(Kind kind, Draw draw) {
        var values = someValues(kind, draw);
        values.put(kind.name(), kind.fresh(kind.name(), draw));
        if (!draw.oneIn(4)) {
            values.put(kind.mapping().identity().getFirst(), identity(kind, draw));
        }
        return values;
    }

    /** An address or domain: now and then one that somebody has already. */
    private String identity(Kind kind, Draw draw) {
        var given = identities.computeIfAbsent(kind.type(), type -> new ArrayList<>());
        if (!given.isEmpty() && draw.oneIn(5)) {
            return draw.any(given);
        }
        var firms = identities.getOrDefault("companies", List.of());
        if (kind.type().equals("contacts")
                && world.options().has(Extra.AUTO_ASSOCIATION)
                && !firms.isEmpty()
                && draw.oneIn(2)) {
            given.add("Person." + draw.fresh() + "@" + draw.any(firms));
            return given.getLast();
        }
        given.add(kind.fresh(kind.mapping().identity().getFirst(), draw));
        return given.getLast();
    }

    /** Somebody replaces what they see. */
    void replace(
            Kind kind,
            Function<String, @Nullable String> seen,
            Map<String, @Nullable String> values,
            Direction against,
            String where) {
        values.keySet().forEach(field -> ledger.settle(kind.type(), field, seen.apply(field)));
        add(kind, kind.who(seen.apply(kind.name())), seen, values);
        owe(kind, values, against, where);
    }

    /** Somebody enters somebody new. */
    void enter(Kind kind, Map<String, @Nullable String> values, Direction against, String where) {
        add(kind, kind.who(values.get(kind.name())), field -> null, values);
        owe(kind, values, against, where);
    }

    private void add(
            Kind kind, Ledger.Who who, Function<String, @Nullable String> seen, Map<String, @Nullable String> values) {
        values.forEach((field, text) -> {
            if (kind.mapping().field(field).type() == FieldType.NUMBER) {
                sums.changed(who, field, seen.apply(field), text);
            }
        });
    }

    /** @param against the direction in which such an edit does not flow: nobody is owed what the mapping leaves out */
    private void owe(Kind kind, Map<String, @Nullable String> values, Direction against, String where) {
        ledger.edited();
        values.forEach((field, text) -> {
            if (text != null
                    && kind.isOwed(field)
                    && kind.mapping().field(field).direction() != against) {
                ledger.wrote(kind.type(), field, text, where);
            }
        });
    }

    /** Everything that the record shows was seen, and goes. */
    void settleAll(Kind kind, JsonNode record) {
        kind.mapping()
                .fields()
                .keySet()
                .forEach(field -> ledger.settle(kind.type(), field, HubSpotPeople.property(record, field)));
    }

    void settleAll(Kind kind, Map<String, @Nullable String> row) {
        kind.mapping().fields().keySet().forEach(field -> ledger.settle(kind.type(), field, row.get(field)));
    }

    void tell(String line) {
        world.log().event(line);
    }

    static String key(Map<String, @Nullable String> row) {
        return Objects.requireNonNull(row.get("id"));
    }
}
