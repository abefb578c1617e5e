package dev.linchpin.torture.oracle;

import dev.linchpin.engine.model.Deletes.OnRowDeleted;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.JournalEntry;
import dev.linchpin.torture.people.AssociationPeople;
import dev.linchpin.torture.people.Kind;
import dev.linchpin.torture.people.Ledger;
import dev.linchpin.torture.people.People;
import dev.linchpin.torture.people.Sums;
import dev.linchpin.torture.world.Extra;
import dev.linchpin.torture.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks the promises against what both sides hold in the end. */
public final class Oracle {
    private static final Duration IDLE = Duration.ofMinutes(6);

    private final World world;
    private final People people;
    private final Ledger ledger;
    private final Evidence evidence;
    private final List<String> findings = new ArrayList<>();

    /** To be made once everything has come to rest. */
    public Oracle(World world, People people) {
        this.world = world;
        this.people = people;
        this.ledger = people.ledger();
        this.evidence = new Evidence(world, people);
    }

    /** Everything that is not as promised, the number of the promise first; empty when all is well. */
    public List<String> findings() {
        for (var kind : people.kinds()) {
            bothSidesAgree(kind);
            nobodyIsDoubled(kind);
            nobodyDeletedIsBack(kind);
            everyConflictIsAboutSomething(kind);
        }
        onlyWhatIsGoneIsFrozen();
        everyEditIsAccountedFor();
        ledger.overlooked().forEach(decision -> violated(2, decision));
        if (world.options().has(Extra.ASSOCIATIONS)) {
            associationsAreKept();
        }
        nothingIsLeftToDo();
        nothingMovesAnyMore();
        nothingWasTurnedAway();
        world.surprises().forEach(surprise -> violated(0, surprise));
        return findings;
    }

    private void violated(int promise, String how) {
        findings.add("promise " + promise + ": " + how);
    }

    // 1: convergence

    private void bothSidesAgree(Kind kind) {
        var records = evidence.records(kind);
        var paired = new HashSet<String>();
        evidence.rows(kind).forEach((String key, Map<String, @Nullable String> row) -> {
            var id = row.get("hubspot_id");
            var record = id == null ? null : records.get(id);
            if (record == null) {
                if (!evidence.isListed(kind, key, id, "") && !mayStayAlone(kind, row)) {
                    violated(1, kind.type() + " row " + key + " has no record (" + id + ")");
                }
                return;
            }
            if (!paired.add(String.valueOf(id))) {
                violated(3, kind.type() + " record " + id + " has two rows");
            }
            compare(kind, key, row, String.valueOf(id), record);
            sumsAddUp(kind, key, row, String.valueOf(id), record);
        });
        records.forEach((id, record) -> {
            if (!paired.contains(id)
                    && !evidence.isListed(kind, null, id, "")
                    && !ledger.isDecided(kind.who(name(kind, record)))
                    && !(world.options().deletes().rowDeleted() != OnRowDeleted.ARCHIVE
                            && (wasDeleted(kind, name(kind, record), Ledger.Side.DATABASE)
                                    // A row that took a record of another name, and was deleted with it.
                                    || ledger.wasRowDeleted(kind.type(), id)))) {
                violated(1, kind.type() + " record " + id + " has no row");
            }
        });
    }

    private void onlyWhatIsGoneIsFrozen() {
        var gone = people.administrators().gone();
        if (!evidence.frozen().equals(gone)) {
            violated(1, "frozen is " + evidence.frozen() + ", and gone is " + gone);
        }
    }

    private void compare(Kind kind, String key, Map<String, @Nullable String> row, String id, JsonNode record) {
        for (var field : kind.mapping().fields().values()) {
            var local = row.get(field.name());
            var remote = record.path(field.name()).asString(null);
            if (!Spelling.same(field.type(), local, remote)
                    && !isHeldByDirection(field, local, remote)
                    && !evidence.isFrozen(kind.type(), field.name())
                    && !evidence.isListed(kind, key, id, field.name())) {
                violated(
                        1,
                        kind.type() + " row " + key + " / record " + id + ": " + field.name() + " is " + local + " / "
                                + remote);
            }
        }
    }

    /** Nobody's addition is lost or counted twice, as long as nobody was merged, deleted or settled at the desk. */
    private void sumsAddUp(Kind kind, String key, Map<String, @Nullable String> row, String id, JsonNode record) {
        var who = kind.who(row.get(kind.name()));
        if (!who.equals(kind.who(name(kind, record)))
                || ledger.isEntangled(who)
                || wasDeleted(kind, row.get(kind.name()), Ledger.Side.DATABASE)
                || wasDeleted(kind, row.get(kind.name()), Ledger.Side.HUBSPOT)) {
            return;
        }
        for (var field : kind.mapping().fields().values()) {
            if (field.policy() == Policy.SUM
                    && field.direction() == Direction.BOTH
                    && !evidence.isFrozen(kind.type(), field.name())
                    && !evidence.isListed(kind, key, id, field.name())) {
                var sum = people.sums().of(who, field.name());
                if (sum.isPresent() && sum.get().compareTo(Sums.number(row.get(field.name()))) != 0) {
                    violated(
                            2,
                            kind.type() + " row " + key + ": " + field.name() + " is " + row.get(field.name())
                                    + ", and people's changes add up to " + sum.get());
                }
            }
        }
    }

    /** What flows one way only, and has nothing to flow, leaves the other side as it was. */
    private static boolean isHeldByDirection(Field field, @Nullable String local, @Nullable String remote) {
        return switch (field.direction()) {
            case BOTH -> false;
            case TO_HUBSPOT -> isBlank(local);
            case FROM_HUBSPOT -> isBlank(remote);
        };
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    /** Its record was archived, and by the policy it stays. */
    private boolean mayStayAlone(Kind kind, Map<String, @Nullable String> row) {
        if (ledger.isDecided(kind.who(row.get(kind.name())))) {
            return true;
        }
        return switch (world.options().deletes().recordArchived()) {
            case DELETE -> false;
            case MARK -> row.get("deleted_at") != null;
            case UNLINK -> wasDeleted(kind, row.get(kind.name()), Ledger.Side.HUBSPOT);
        };
    }

    private boolean wasDeleted(Kind kind, @Nullable String name, Ledger.Side side) {
        return ledger.wasEverDeleted(kind.who(name), side);
    }

    // 3: no duplicate

    private void nobodyIsDoubled(Kind kind) {
        var names = new ArrayList<String>();
        // Of two records that were merged, one row follows; the other keeps what it holds, in conflict.
        evidence.rows(kind).forEach((String key, Map<String, @Nullable String> row) -> {
            if (row.get("deleted_at") == null
                    && !evidence.isListed(kind, key, null, "")
                    // It took a record of another name, which is the conflict.
                    && !evidence.isListed(kind, key, null, kind.name())
                    && !ledger.isDecided(kind.who(row.get(kind.name())))) {
                names.add(Objects.requireNonNullElse(row.get(kind.name()), ""));
            }
        });
        doubles(kind.type() + " rows", names);
        var records = evidence.records(kind).values();
        // Somebody had the row of an archived record created anew at the desk, and somebody else restored the record.
        doubles(
                kind.type() + " records",
                records.stream()
                        .map(record -> name(kind, record))
                        .filter(name -> !ledger.isNamed(kind.who(name)))
                        .filter(name ->
                                !ledger.isDecided(kind.who(name)) || !wasDeleted(kind, name, Ledger.Side.HUBSPOT))
                        .toList());
        doubles(
                kind.type() + " records",
                records.stream()
                        .map(record -> record.path(Evidence.LINCHPIN_ID).asString(""))
                        .toList());
    }

    private static String name(Kind kind, JsonNode record) {
        return record.path(kind.name()).asString("");
    }

    private void doubles(String what, List<String> marks) {
        var seen = new HashSet<String>();
        for (var mark : marks) {
            if (!mark.isEmpty() && !seen.add(mark)) {
                violated(3, "two " + what + " of " + mark);
            }
        }
    }

    // 4: no resurrection

    private void nobodyDeletedIsBack(Kind kind) {
        evidence.rows(kind).forEach((String key, Map<String, @Nullable String> row) -> {
            var who = kind.who(row.get(kind.name()));
            if ((rowStaysAway(who) || (recordStaysAway(who) && !mayOutliveItsRecord(row)))
                    && !evidence.isListed(kind, key, row.get("hubspot_id"), "")) {
                violated(4, row.get(kind.name()) + " was deleted and is " + kind.type() + " row " + key);
            }
        });
        evidence.records(kind).forEach((id, record) -> {
            var who = kind.who(name(kind, record));
            var follows = rowStaysAway(who) && world.options().deletes().rowDeleted() == OnRowDeleted.ARCHIVE;
            if ((recordStaysAway(who) || follows) && !evidence.isListed(kind, null, id, "")) {
                violated(4, name(kind, record) + " was deleted and is " + kind.type() + " record " + id);
            }
        });
    }

    /** Where a deleted row is no decision about its record, the next change of the record may bring it back. */
    private boolean rowStaysAway(Ledger.Who who) {
        return world.options().deletes().rowDeleted() != OnRowDeleted.IGNORE
                && ledger.isDeleted(who, Ledger.Side.DATABASE);
    }

    private boolean recordStaysAway(Ledger.Who who) {
        return ledger.isDeleted(who, Ledger.Side.HUBSPOT);
    }

    private boolean mayOutliveItsRecord(Map<String, @Nullable String> row) {
        return switch (world.options().deletes().recordArchived()) {
            case DELETE -> false;
            case MARK -> row.get("deleted_at") != null;
            case UNLINK -> true;
        };
    }

    // 2: no lost edit

    private void everyEditIsAccountedFor() {
        var found = found();
        ledger.owed().forEach((entry, where) -> {
            if (!entry.field().equals(AssociationPeople.EDGE)
                    && !evidence.isFrozen(entry.type(), entry.field())
                    && !found.contains(entry)) {
                violated(2, "lost: " + entry.field() + " := '" + entry.text() + "' in " + where);
            }
        });
    }

    private void associationsAreKept() {
        var check = new AssociationCheck(world, people, evidence);
        check.bothSidesAgree(this::violated);
        check.nothingIsLost(this::violated);
    }

    private Set<Ledger.Entry> found() {
        var found = new HashSet<Ledger.Entry>();
        for (var kind : people.kinds()) {
            for (var field : kind.mapping().fields().keySet()) {
                evidence.rows(kind).values().forEach(row -> add(found, kind.type(), field, row.get(field)));
                evidence.records(kind)
                        .values()
                        .forEach(record -> add(
                                found, kind.type(), field, record.path(field).asString(null)));
            }
        }
        evidence.conflicts().forEach(view -> {
            var conflict = view.conflict();
            add(found, view.type().name(), conflict.field(), conflict.local().text());
            add(found, view.type().name(), conflict.field(), conflict.hubspot().text());
        });
        evidence.letters()
                .forEach(view -> add(
                        found,
                        view.type().name(),
                        view.letter().field(),
                        view.letter().refused().text()));
        evidence.journal().stream().filter(view -> isAccount(view.entry())).forEach(view -> {
            var entry = view.entry();
            add(found, entry.type().name(), entry.field(), entry.before().text());
            add(found, entry.type().name(), entry.field(), entry.after().text());
        });
        return found;
    }

    /** Where people decide, Linchpin replaces nothing that nobody has seen: an update's entry is no excuse. */
    private boolean isAccount(JournalEntry entry) {
        if (entry.action() != JournalEntry.Action.UPDATE || entry.field().isEmpty()) {
            return true;
        }
        return people.kinds().stream()
                .filter(kind -> kind.mapping().type().equals(entry.type()))
                .map(kind -> kind.mapping().field(entry.field()))
                .noneMatch(field -> field.policy() == Policy.MANUAL && field.direction() == Direction.BOTH);
    }

    private static void add(Set<Ledger.Entry> found, String type, String field, @Nullable String text) {
        if (text != null) {
            found.add(Ledger.entry(type, field, text));
        }
    }

    private void everyConflictIsAboutSomething(Kind kind) {
        evidence.conflicts().stream()
                .filter(view -> view.type().equals(kind.mapping().type()))
                // What Linchpin's own archiving took along stays in the recycle bin until somebody has looked at it.
                .filter(view -> !view.conflict().detail().contains("now archived"))
                .filter(view -> !evidence.rows(kind).containsKey(String.valueOf(view.row()))
                        && !evidence.records(kind).containsKey(String.valueOf(view.record())))
                .forEach(view -> violated(1, "a conflict about nothing: " + view));
    }

    // 5: quiet

    private void nothingIsLeftToDo() {
        world.inspection().queue(Filter.NONE, null, 100).items().forEach(view -> violated(5, "still queued: " + view));
    }

    private void nothingMovesAnyMore() {
        var writes = world.account().stats().path("writes").toString();
        var before = tables();
        world.run(IDLE);
        var now = world.account().stats().path("writes").toString();
        if (!now.equals(writes)) {
            violated(5, "HubSpot was written to at rest: " + writes + " became " + now);
        }
        if (!tables().equals(before)) {
            violated(5, "a table was written to at rest");
        }
    }

    private List<?> tables() {
        return people.kinds().stream()
                .map(kind ->
                        world.place().query("select * from " + kind.mapping().table() + " order by id"))
                .toList();
    }

    // 6: within budget

    private void nothingWasTurnedAway() {
        var refused = world.account().stats().path("rateLimited");
        if (!refused.isEmpty()) {
            violated(6, "429s: " + refused);
        }
    }
}
