package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.values.MultiValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds live records by the value of one property, whatever its case: search compares so, and that identity does too is
 * the stricter assumption. Not thread-safe.
 */
final class Lookup {

    private final int slot;
    private final int listSlot;
    private final Map<String, Object> ids = new HashMap<>();

    /**
     * A lookup by one slot.
     *
     * @param listSlot a slot with further keys separated by semicolons, or -1
     */
    Lookup(int slot, int listSlot) {
        this.slot = slot;
        this.listSlot = listSlot;
    }

    /** The keys that values of these slots amount to. */
    List<String> keys(@Nullable String value, @Nullable String list) {
        var keys = new ArrayList<String>(1);
        if (value != null && !value.isEmpty()) {
            keys.add(key(value));
        }
        for (String part : MultiValue.parts(list)) {
            if (!keys.contains(key(part))) {
                keys.add(key(part));
            }
        }
        return keys;
    }

    List<String> keys(StoredRecord record) {
        return keys(record.value(slot), listSlot < 0 ? null : record.value(listSlot));
    }

    boolean concerns(int changedSlot) {
        return changedSlot == slot || changedSlot == listSlot;
    }

    int slot() {
        return slot;
    }

    int listSlot() {
        return listSlot;
    }

    String key(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    void replace(@Nullable StoredRecord before, @Nullable StoredRecord after) {
        List<String> old = before == null ? List.of() : keys(before);
        List<String> fresh = after == null ? List.of() : keys(after);
        if (old.equals(fresh)) {
            return;
        }
        if (before != null) {
            old.forEach(key -> remove(key, before.id()));
        }
        if (after != null) {
            fresh.forEach(key -> add(key, after.id()));
        }
    }

    /** Ids of the live records with that value, ascending by time of entry. */
    long[] find(String value) {
        Object found = ids.get(key(value));
        if (found == null) {
            return new long[0];
        }
        return found instanceof Long single ? new long[] {single} : ((long[]) found).clone();
    }

    private void add(String key, long id) {
        ids.merge(key, id, (present, added) -> {
            long[] several = present instanceof Long single ? new long[] {single} : (long[]) present;
            long[] more = Arrays.copyOf(several, several.length + 1);
            more[several.length] = id;
            return more;
        });
    }

    private void remove(String key, long id) {
        ids.computeIfPresent(key, (same, present) -> {
            long[] several = present instanceof Long single ? new long[] {single} : (long[]) present;
            long[] fewer = Arrays.stream(several).filter(each -> each != id).toArray();
            return switch (fewer.length) {
                case 0 -> null;
                case 1 -> fewer[0];
                default -> fewer;
            };
        });
    }
}
