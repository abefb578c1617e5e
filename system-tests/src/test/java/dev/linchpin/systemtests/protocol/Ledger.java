package dev.linchpin.systemtests.protocol;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people wrote and deleted, as far as they are owed an account of it: a value that somebody saw and replaced, or deleted
 * with its record, is settled. Knows nothing of how Linchpin decides.
 */
final class Ledger {
    /** A value that nobody else has written to this field. */
    record Entry(String field, String text) {}

    private final Map<Entry, String> owed = new LinkedHashMap<>();
    private final Set<Entry> settled = new LinkedHashSet<>();
    private final Map<String, String> deleted = new HashMap<>();
    private final Set<String> entangled = new LinkedHashSet<>();

    void wrote(String field, String text, String where) {
        owed.put(entry(field, text), where);
    }

    /** A person replaced or deleted this value, having seen it. */
    void settle(String field, @Nullable String text) {
        if (text != null) {
            settled.add(entry(field, text));
        }
    }

    /** @param name of the person whom the row or record is about, which is never edited */
    void deleted(String name, String where) {
        deleted.put(name, where);
    }

    void restored(String name) {
        deleted.remove(name);
    }

    /** Their records live on as one, and which of their rows goes with it is not for people to know. */
    void merged(String name, String other) {
        entangled.add(name);
        entangled.add(other);
    }

    /** Whether it is deleted was settled at the desk, either way. */
    void decided(String name) {
        entangled.add(name);
    }

    /** Who is to stay away, and why. */
    Map<String, String> deleted() {
        var away = new HashMap<>(deleted);
        away.keySet().removeAll(entangled);
        return away;
    }

    /** What must be found somewhere, with where it was written. */
    Map<Entry, String> owed() {
        var open = new LinkedHashMap<>(owed);
        open.keySet().removeAll(settled);
        return open;
    }

    /** The same for every spelling in which a side may hold the value. */
    static Entry entry(String field, String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        return new Entry(field, field.equals("loyalty_points") ? plain.replaceFirst("\\.?0*$", "") : plain);
    }
}
