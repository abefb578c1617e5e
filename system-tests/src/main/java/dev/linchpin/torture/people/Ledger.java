package dev.linchpin.torture.people;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people wrote and deleted, as far as they are owed an account of it: a value that somebody saw and replaced, or deleted
 * with its record, is settled. Knows nothing of how Linchpin decides.
 */
public final class Ledger {
    /** A value that nobody else has written to this field. */
    public record Entry(String type, String field, String text) {}

    /** Whom a row or record is about: a name that is given once and never edited. */
    public record Who(String type, String name) {}

    /** Where somebody was deleted. */
    public enum Side {
        DATABASE,
        HUBSPOT
    }

    private final Map<Entry, String> owed = new LinkedHashMap<>();
    private final Set<Entry> settled = new LinkedHashSet<>();
    private final Map<Who, Set<Side>> deleted = new LinkedHashMap<>();
    private final Map<Who, Set<Side>> everDeleted = new LinkedHashMap<>();
    private final Map<Who, Set<Who>> merged = new LinkedHashMap<>();
    private final Set<Who> entangled = new LinkedHashSet<>();
    private final Set<Who> decided = new LinkedHashSet<>();
    private final Set<Who> named = new LinkedHashSet<>();
    private final Set<Who> withoutRow = new LinkedHashSet<>();
    private final List<String> overlooked = new ArrayList<>();
    private int edits;

    void wrote(String type, String field, String text, String where) {
        owed.put(entry(type, field, text), where);
    }

    /** A person replaced or deleted this value, having seen it. */
    void settle(String type, String field, @Nullable String text) {
        if (text != null) {
            settled.add(entry(type, field, text));
        }
    }

    /** Linchpin carried out a decision about values that had moved since they were shown. */
    void overlooked(String what) {
        overlooked.add(what);
    }

    /** The decisions that should not have been carried out. */
    public List<String> overlooked() {
        return List.copyOf(overlooked);
    }

    void edited() {
        edits++;
    }

    /** Edits by people: of one record each, however many fields. */
    public int edits() {
        return edits;
    }

    void deleted(Who who, Side side) {
        deleted.computeIfAbsent(who, one -> new LinkedHashSet<>()).add(side);
        everDeleted.computeIfAbsent(who, one -> new LinkedHashSet<>()).add(side);
        // With a record goes everybody that it was merged from.
        if (side == Side.HUBSPOT) {
            merged.getOrDefault(who, Set.of())
                    .forEach(other -> everDeleted
                            .computeIfAbsent(other, one -> new LinkedHashSet<>())
                            .add(side));
        }
    }

    /** @param record the id that the row showed */
    void rowDeleted(String type, @Nullable String record) {
        if (record != null) {
            withoutRow.add(new Who(type, record));
        }
    }

    /** Whether somebody deleted a row that showed the id of this record. */
    public boolean wasRowDeleted(String type, String record) {
        return withoutRow.contains(new Who(type, record));
    }

    void restored(Who who) {
        deleted.remove(who);
    }

    /** Their records live on as one: which of their rows goes with it is not for people to know. */
    void entangle(Who one, Who other) {
        entangled.add(one);
        entangled.add(other);
        var all = new LinkedHashSet<Who>();
        all.add(one);
        all.add(other);
        all.addAll(merged.getOrDefault(one, Set.of()));
        all.addAll(merged.getOrDefault(other, Set.of()));
        all.forEach(who -> merged.put(who, all));
    }

    public boolean isEntangled(Who who) {
        return entangled.contains(who);
    }

    /** Whether somebody was deleted there, and neither was restored nor is entangled. */
    public boolean isDeleted(Who who, Side side) {
        return !entangled.contains(who) && deleted.getOrDefault(who, Set.of()).contains(side);
    }

    /** A person settled at the desk what becomes of somebody, who may stay on one side alone from then on. */
    void decided(Who who) {
        entangled.add(who);
        decided.add(who);
    }

    /** A person settled at the desk that this name, or another, is somebody's: it says no more who is who. */
    void named(Who who) {
        decided(who);
        named.add(who);
    }

    public boolean isNamed(Who who) {
        return named.contains(who);
    }

    public boolean isDecided(Who who) {
        return decided.contains(who);
    }

    /** Whether somebody was once deleted there, whatever became of it. */
    public boolean wasEverDeleted(Who who, Side side) {
        return everDeleted.getOrDefault(who, Set.of()).contains(side);
    }

    /** What must be found somewhere, with where it was written. */
    public Map<Entry, String> owed() {
        var open = new LinkedHashMap<>(owed);
        open.keySet().removeAll(settled);
        return open;
    }

    /** Whether a person who saw this value replaced or deleted it. */
    public boolean isSettled(Entry entry) {
        return settled.contains(entry);
    }

    /** The same for every spelling in which a side may hold the value. */
    public static Entry entry(String type, String field, String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        var isNumber = field.equals("loyalty_points") || field.equals("numberofemployees");
        return new Entry(type, field, isNumber ? plain.replaceFirst("\\.?0*$", "") : plain);
    }
}
