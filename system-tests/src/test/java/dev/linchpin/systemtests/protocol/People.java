package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Inspection.Filter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Random people on both sides: in HubSpot's user interface and with SQL. */
final class People {
    /** Whom a row or record is about: given once, never edited, so that doubles are told. */
    static final String NAME = "firstname";

    private static final List<String> STAGES = List.of("subscriber", "lead", "opportunity", "customer", "nonsense");
    private static final List<String> INTERESTS =
            List.of("sports", "music", "travel", "cooking", "reading", "gaming", "gardening");
    private static final List<String> EDITED =
            List.of("phone", "phone", "jobtitle", "loyalty_points", "email", "interests", "lifecyclestage");

    /** Fields in which every value is written only once. */
    private static final Set<String> UNIQUE = Set.of(NAME, "phone", "jobtitle", "loyalty_points", "email");

    private final Bed bed;
    private final Random random;
    private final Ledger ledger;
    private final Consumer<String> log;
    private final Set<String> knownRecords = new LinkedHashSet<>();
    private final List<String> addresses = new ArrayList<>();
    private final List<String> deletedKeys = new ArrayList<>();
    private int written;

    People(Bed bed, Random random, Ledger ledger, Consumer<String> log) {
        this.bed = bed;
        this.random = random;
        this.ledger = ledger;
        this.log = log;
    }

    /** Somebody does something. */
    void act() {
        switch (random.nextInt(21)) {
            case 0, 1, 2, 3, 4 -> anyRow().ifPresent(row -> updateRow(row, someValues()));
            case 5, 6, 7, 8, 9 -> anyRecord().ifPresent(record -> editRecord(record, someValues()));
            case 10, 11 -> insertRow();
            case 12, 13 -> createRecord();
            case 14 -> anyRow().ifPresent(this::deleteRow);
            case 15 -> anyRecord().ifPresent(this::archive);
            case 16 -> restore();
            case 17 -> merge();
            case 18 -> updateMany();
            case 19 -> anyRow().ifPresent(this::changeKey);
            default -> settleAConflict();
        }
    }

    /** Somebody edits, on either side, one of the records that a call names, and a field that it names. */
    void editWhatIsIn(String body) {
        var rows = rows();
        var ids = knownRecords.stream()
                .filter(id -> body.contains("\"" + id + "\""))
                .toList();
        if (ids.isEmpty()) {
            act();
            return;
        }
        var id = ids.get(random.nextInt(ids.size()));
        var fields = List.of("phone", "jobtitle", "loyalty_points").stream()
                .filter(field -> body.contains("\"" + field + "\":"))
                .toList();
        var field = fields.isEmpty() ? "phone" : fields.get(random.nextInt(fields.size()));
        var values = new LinkedHashMap<String, @Nullable String>();
        values.put(field, fresh(field));
        if (random.nextBoolean()) {
            open(id).ifPresent(record -> editRecord(record, values));
        } else {
            rows.stream()
                    .filter(row -> id.equals(row.get("hubspot_id")))
                    .findFirst()
                    .ifPresent(row -> updateRow(row, values));
        }
    }

    private Optional<Map<String, @Nullable String>> anyRow() {
        var rows = rows();
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(random.nextInt(rows.size())));
    }

    private List<Map<String, @Nullable String>> rows() {
        var columns = new ArrayList<>(List.of("id", "hubspot_id"));
        columns.addAll(bed.contacts().fields().keySet());
        return bed.query("select " + String.join(", ", columns) + " from " + bed.table() + " order by id").stream()
                .map(values -> {
                    var row = new LinkedHashMap<String, @Nullable String>();
                    for (var i = 0; i < columns.size(); i++) {
                        row.put(columns.get(i), values.get(i));
                    }
                    Optional.ofNullable(row.get("hubspot_id")).ifPresent(knownRecords::add);
                    return (Map<String, @Nullable String>) row;
                })
                .toList();
    }

    /** As a person sees it who opens the record; costs the account no call. */
    private Optional<JsonNode> open(String id) {
        return person(Map.of("id", "\"" + id + "\""));
    }

    private Optional<JsonNode> anyRecord() {
        rows();
        var ids = new ArrayList<>(knownRecords);
        Collections.shuffle(ids, random);
        return ids.stream().map(this::open).flatMap(Optional::stream).findFirst();
    }

    /** Empty when HubSpot refuses. */
    private Optional<JsonNode> person(Map<String, String> members) {
        var body = members.entrySet().stream()
                .map(member -> ", \"" + member.getKey() + "\": " + member.getValue())
                .collect(Collectors.joining());
        try {
            return Optional.of(bed.person("{\"objectType\": \"contacts\"" + body + "}"));
        } catch (IllegalStateException refused) {
            return Optional.empty();
        }
    }

    private Map<String, @Nullable String> someValues() {
        var values = new LinkedHashMap<String, @Nullable String>();
        var count = 1 + random.nextInt(2);
        for (var i = 0; i < count; i++) {
            var field = EDITED.get(random.nextInt(EDITED.size()));
            values.put(field, random.nextInt(12) == 0 && !field.equals("email") ? null : fresh(field));
        }
        return values;
    }

    private String fresh(String field) {
        var number = ++written;
        return switch (field) {
            case "email" -> address();
            case "loyalty_points" -> number + ".50";
            case "interests" -> {
                var options = new ArrayList<>(INTERESTS);
                Collections.shuffle(options, random);
                yield String.join(";", options.subList(0, 1 + random.nextInt(3)));
            }
            case "lifecyclestage" -> STAGES.get(random.nextInt(random.nextInt(4) == 0 ? 5 : 4));
            default -> field + " " + number;
        };
    }

    private String address() {
        if (!addresses.isEmpty() && random.nextInt(5) == 0) {
            return addresses.get(random.nextInt(addresses.size()));
        }
        addresses.add("Person." + written + "@Example.com");
        return addresses.getLast();
    }

    private void owe(Map<String, @Nullable String> values, String where) {
        values.forEach((field, text) -> {
            if (text != null && UNIQUE.contains(field)) {
                ledger.wrote(field, text, where);
            }
        });
    }

    private void updateRow(Map<String, @Nullable String> row, Map<String, @Nullable String> values) {
        log.accept("SQL: row " + row.get("id") + " (" + row.get("hubspot_id") + ") := " + values);
        values.keySet().forEach(field -> ledger.settle(field, row.get(field)));
        bed.sql("update " + bed.table() + " set "
                + values.entrySet().stream()
                        .map(value -> value.getKey() + " = " + quoted(value.getValue()))
                        .collect(Collectors.joining(", "))
                + " where id = " + row.get("id"));
        owe(values, "row " + row.get("id"));
    }

    private void insertRow() {
        var values = someValues();
        values.put(NAME, fresh(NAME));
        if (random.nextInt(4) > 0) {
            values.put("email", address());
        }
        if (!deletedKeys.isEmpty() && random.nextInt(3) == 0) {
            var key = deletedKeys.removeLast();
            if (rows().stream().noneMatch(row -> key.equals(row.get("id")))) {
                values.put("id", key);
            }
        }
        log.accept("SQL: insert " + values);
        bed.sql("insert into " + bed.table() + " (" + String.join(", ", values.keySet()) + ") values ("
                + values.values().stream().map(People::quoted).collect(Collectors.joining(", ")) + ")");
        values.remove("id");
        owe(values, "inserted row");
    }

    private void deleteRow(Map<String, @Nullable String> row) {
        log.accept("SQL: delete row " + row.get("id") + " (" + row.get("hubspot_id") + ")");
        bed.sql("delete from " + bed.table() + " where id = " + row.get("id"));
        deletedKeys.add(Objects.requireNonNull(row.get("id")));
        row.forEach(ledger::settle);
        Optional.ofNullable(row.get(NAME)).ifPresent(name -> ledger.deleted(name, "row " + row.get("id")));
    }

    private void changeKey(Map<String, @Nullable String> row) {
        var largest = rows().stream()
                .mapToLong(one -> Long.parseLong(Objects.requireNonNull(one.get("id"))))
                .max();
        var key = largest.orElse(0) + 10;
        log.accept("SQL: row " + row.get("id") + " gets the key " + key);
        bed.sql("update " + bed.table() + " set id = " + key + " where id = " + row.get("id"));
    }

    private void updateMany() {
        var number = ++written;
        var remainder = random.nextInt(2);
        log.accept("SQL: jobtitle of all rows with id % 2 = " + remainder + " := bulk " + number);
        for (var row : rows()) {
            if (Long.parseLong(Objects.requireNonNull(row.get("id"))) % 2 == remainder) {
                ledger.settle("jobtitle", row.get("jobtitle"));
                ledger.wrote("jobtitle", "bulk " + number + " of " + row.get("id"), "row " + row.get("id"));
            }
        }
        bed.sql("update " + bed.table() + " set jobtitle = 'bulk " + number + " of ' || id where id % 2 = "
                + remainder);
    }

    private void editRecord(JsonNode record, Map<String, @Nullable String> values) {
        var id = id(record);
        if (person(Map.of("id", "\"" + id + "\"", "properties", json(values))).isPresent()) {
            log.accept("HubSpot: record " + id + " := " + values);
            values.keySet().forEach(field -> ledger.settle(field, property(record, field)));
            owe(values, "record " + id);
        }
    }

    private void createRecord() {
        var values = someValues();
        values.put(NAME, fresh(NAME));
        if (random.nextInt(4) > 0) {
            values.put("email", address());
        }
        person(Map.of("properties", json(values))).ifPresent(record -> {
            log.accept("HubSpot: create " + id(record) + " " + values);
            knownRecords.add(id(record));
            owe(values, "created record " + id(record));
        });
    }

    private void archive(JsonNode record) {
        if (person(Map.of("id", "\"" + id(record) + "\"", "archive", "true")).isPresent()) {
            log.accept("HubSpot: archive " + id(record));
            settleAll(record);
            ledger.deleted(property(record, NAME) + "", "record " + id(record));
        }
    }

    private void restore() {
        var gone = knownRecords.stream().filter(id -> open(id).isEmpty()).toList();
        if (!gone.isEmpty()) {
            var id = gone.get(random.nextInt(gone.size()));
            person(Map.of("id", "\"" + id + "\"", "restore", "true")).ifPresent(record -> {
                log.accept("HubSpot: restore " + id);
                ledger.restored(property(record, NAME) + "");
            });
        }
    }

    private void merge() {
        var one = anyRecord();
        var other = anyRecord();
        if (one.isPresent() && other.isPresent() && !id(one.get()).equals(id(other.get()))) {
            var merged = person(Map.of("id", "\"" + id(one.get()) + "\"", "mergeInto", "\"" + id(other.get()) + "\""));
            merged.ifPresent(survivor -> {
                log.accept("HubSpot: merge " + id(one.get()) + " into " + id(other.get()) + ", now " + id(survivor));
                knownRecords.add(id(survivor));
                settleAll(one.get());
                ledger.merged(property(one.get(), NAME) + "", property(other.get(), NAME) + "");
            });
        }
    }

    /** At the desk, where the server is running. */
    private void settleAConflict() {
        if (bed.engine == null) {
            return;
        }
        var open = bed.inspection().conflicts(Filter.NONE, null, 100).items().stream()
                // A row that is kept without a record looks to the oracle like one that was forgotten.
                .filter(view -> view.conflict().kind() != Conflict.Kind.IDENTITY)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        var view = open.get(random.nextInt(open.size()));
        var conflict = view.conflict();
        var choice = switch (random.nextInt(3)) {
            case 0 -> new Choice.HubSpotHolds();
            case 1 -> new Choice.DatabaseHolds();
            default -> new Choice.ThirdValue(new Value(fresh(conflict.isAboutRecord() ? "phone" : conflict.field())));
        };
        var row = rows().stream()
                .filter(one -> String.valueOf(view.row()).equals(one.get("id")))
                .findFirst();
        var record = Optional.ofNullable(view.record()).flatMap(id -> open(id.value()));
        Verdict verdict;
        try {
            verdict = bed.engine().desk().resolve(conflict.id(), choice, OptionalInt.empty());
        } catch (HubSpotException away) {
            return;
        }
        log.accept("Desk: conflict " + conflict.kind() + " of row " + view.row() + " about '" + conflict.field() + "': "
                + choice + ", " + verdict);
        if (verdict instanceof Verdict.Accepted && conflict.isAboutRecord()) {
            row.ifPresent(one -> one.forEach(ledger::settle));
            record.ifPresent(this::settleAll);
            row.ifPresent(one -> ledger.decided(one.get(NAME) + ""));
            record.ifPresent(one -> ledger.decided(property(one, NAME) + ""));
        }
    }

    private void settleAll(JsonNode record) {
        bed.contacts().fields().keySet().forEach(field -> ledger.settle(field, property(record, field)));
    }

    private static String id(JsonNode record) {
        return record.path("id").asString();
    }

    private static @Nullable String property(JsonNode record, String name) {
        return record.path("properties").path(name).asString(null);
    }

    private static String json(Map<String, @Nullable String> values) {
        return values.entrySet().stream()
                .map(value ->
                        "\"" + value.getKey() + "\": \"" + Objects.requireNonNullElse(value.getValue(), "") + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }
}
