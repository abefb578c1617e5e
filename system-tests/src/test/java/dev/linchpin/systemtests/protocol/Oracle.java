package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.cycle.Environment;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.engine.store.Inspection.DeadLetterView;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.Inspection.JournalView;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.engine.store.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks the promises against what both sides hold in the end. Shares nothing with the merge. */
final class Oracle {
    private final Bed bed;
    private final Ledger ledger;
    private final List<Map<String, @Nullable String>> rows;
    private final Map<String, JsonNode> records;
    private final List<ConflictView> conflicts;
    private final List<DeadLetterView> letters;
    private final List<JournalView> journal;
    private final List<String> findings = new ArrayList<>();

    Oracle(Bed bed, Ledger ledger) {
        this.bed = bed;
        this.ledger = ledger;
        this.rows = rows();
        this.records = bed.contactsInHubSpot();
        this.conflicts = all(after -> bed.inspection().conflicts(Filter.NONE, after, 500));
        this.letters = all(after -> bed.inspection().deadLetters(Filter.NONE, after, 500));
        this.journal = all(after -> bed.inspection().journal(Filter.NONE, after, 500));
    }

    private List<Map<String, @Nullable String>> rows() {
        var columns = new ArrayList<>(List.of("id", "hubspot_id"));
        columns.addAll(bed.contacts().fields().keySet());
        var found = new ArrayList<Map<String, @Nullable String>>();
        for (var values : bed.query("select " + String.join(", ", columns) + " from " + bed.table())) {
            var row = new HashMap<String, @Nullable String>();
            for (var i = 0; i < columns.size(); i++) {
                row.put(columns.get(i), values.get(i));
            }
            found.add(row);
        }
        return found;
    }

    private static <T> List<T> all(Function<@Nullable String, Page<T>> pages) {
        var all = new ArrayList<T>();
        var page = pages.apply(null);
        all.addAll(page.items());
        for (var next = page.next(); next != null; next = page.next()) {
            page = pages.apply(next);
            all.addAll(page.items());
        }
        return all;
    }

    List<String> findings() {
        bothSidesAgree();
        nobodyIsDoubled();
        nobodyDeletedIsBack();
        everyEditIsAccountedFor();
        everyConflictIsAboutSomething();
        nothingIsLeftToDo();
        nothingMovesAnyMore();
        if (!bed.stats().path("rateLimited").isEmpty()) {
            findings.add("429s: " + bed.stats().path("rateLimited"));
        }
        return findings;
    }

    private void bothSidesAgree() {
        var paired = new HashSet<String>();
        for (var row : rows) {
            var key = Objects.requireNonNull(row.get("id"));
            var id = row.get("hubspot_id");
            var record = id == null ? null : records.get(id);
            if (record == null) {
                if (!isExcused(key, id, "")) {
                    findings.add("row " + key + " has no record (" + id + ")");
                }
                continue;
            }
            if (!paired.add(id + "")) {
                findings.add("record " + id + " has two rows");
            }
            for (var field : bed.contacts().fields().values()) {
                var local = row.get(field.name());
                var remote = record.path(field.property()).asString(null);
                if (!field.type().same(field.type().read(local), field.type().read(remote))
                        && !isExcused(key, id, field.name())) {
                    findings.add(
                            "row " + key + " / record " + id + ": " + field.name() + " is " + local + " / " + remote);
                }
            }
        }
        records.keySet().stream()
                .filter(id -> !paired.contains(id) && !isExcused("", id, ""))
                .forEach(id -> findings.add("record " + id + " has no row"));
    }

    /** Whether an open conflict or dead letter is about this field, or about the whole of it. */
    private boolean isExcused(String key, @Nullable String record, String field) {
        return conflicts.stream()
                        .anyMatch(view -> isAbout(view.row(), view.record(), key, record)
                                && (view.conflict().field().equals(field)
                                        || view.conflict().isAboutRecord()))
                || letters.stream()
                        .anyMatch(view -> isAbout(view.row(), view.record(), key, record)
                                && (view.letter().field().equals(field)
                                        || view.letter().field().isEmpty()));
    }

    private static boolean isAbout(@Nullable Object row, @Nullable Object record, String key, @Nullable String id) {
        return (row != null && row.toString().equals(key))
                || (record != null && record.toString().equals(id));
    }

    private void nobodyIsDoubled() {
        // Of two records that were merged, one row follows; the other keeps what it holds, in conflict.
        doubles(
                "rows",
                rows.stream()
                        .filter(row -> !isExcused(Objects.requireNonNull(row.get("id")), null, ""))
                        .map(row -> Objects.requireNonNullElse(row.get(People.NAME), ""))
                        .toList());
        doubles(
                "records",
                records.values().stream()
                        .map(record -> record.path(People.NAME).asString(""))
                        .toList());
        doubles(
                "records",
                records.values().stream()
                        .map(record -> record.path(Environment.LINCHPIN_ID).asString(""))
                        .toList());
    }

    private void doubles(String what, List<String> marks) {
        var seen = new HashSet<String>();
        for (var mark : marks) {
            if (!mark.isEmpty() && !seen.add(mark)) {
                findings.add("two " + what + " of " + mark);
            }
        }
    }

    private void nobodyDeletedIsBack() {
        ledger.deleted().forEach((name, where) -> {
            for (var row : rows) {
                var key = Objects.requireNonNull(row.get("id"));
                if (name.equals(row.get(People.NAME)) && !isExcused(key, row.get("hubspot_id"), "")) {
                    findings.add(name + " was deleted as " + where + " and is back as row " + key);
                }
            }
            records.forEach((id, record) -> {
                if (name.equals(record.path(People.NAME).asString(null)) && !isExcused("", id, "")) {
                    findings.add(name + " was deleted as " + where + " and is back as record " + id);
                }
            });
        });
    }

    private void everyEditIsAccountedFor() {
        var found = found();
        ledger.owed().forEach((entry, where) -> {
            if (!found.contains(entry)) {
                findings.add("lost: " + entry.field() + " := '" + entry.text() + "' in " + where);
            }
        });
    }

    private Set<Ledger.Entry> found() {
        var found = new HashSet<Ledger.Entry>();
        for (var field : bed.contacts().fields().keySet()) {
            rows.forEach(row -> add(found, field, row.get(field)));
            records.values()
                    .forEach(record -> add(found, field, record.path(field).asString(null)));
        }
        conflicts.forEach(view -> {
            add(found, view.conflict().field(), view.conflict().local().text());
            add(found, view.conflict().field(), view.conflict().hubspot().text());
        });
        letters.forEach(view ->
                add(found, view.letter().field(), view.letter().refused().text()));
        journal.stream().filter(view -> isAccount(view.entry())).forEach(view -> {
            add(found, view.entry().field(), view.entry().before().text());
            add(found, view.entry().field(), view.entry().after().text());
        });
        return found;
    }

    /** Where people decide, Linchpin replaces nothing that nobody has seen: an update's entry is no excuse. */
    private boolean isAccount(JournalEntry entry) {
        return entry.action() != JournalEntry.Action.UPDATE
                || bed.contacts().field(entry.field()).policy() != Policy.MANUAL;
    }

    private static void add(Set<Ledger.Entry> found, String field, @Nullable String text) {
        if (text != null) {
            found.add(Ledger.entry(field, text));
        }
    }

    private void everyConflictIsAboutSomething() {
        var keys = rows.stream().map(row -> row.get("id")).toList();
        conflicts.stream()
                // What Linchpin's own archiving took along stays in the recycle bin until somebody has looked at it.
                .filter(view -> !view.conflict().detail().contains("now archived"))
                .filter(view -> !keys.contains(String.valueOf(view.row()))
                        && !records.containsKey(String.valueOf(view.record())))
                .forEach(view -> findings.add("a conflict about nothing: " + view));
    }

    private void nothingIsLeftToDo() {
        bed.inspection().queue(Filter.NONE, null, 100).items().forEach(view -> findings.add("still queued: " + view));
    }

    private void nothingMovesAnyMore() {
        var writes = bed.stats().path("writes").toString();
        var table = bed.query("select * from " + bed.table() + " order by id");
        bed.run(Duration.ofMinutes(3));
        if (!bed.stats().path("writes").toString().equals(writes)) {
            findings.add("HubSpot was written to at rest: " + writes + " became "
                    + bed.stats().path("writes"));
        }
        if (!bed.query("select * from " + bed.table() + " order by id").equals(table)) {
            findings.add("the table was written to at rest");
        }
    }
}
