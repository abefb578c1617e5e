package dev.linchpin.simulator.crm.records;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the next state of a record. Used once, by one thread. */
public final class RecordBuilder {

    private long id;
    private long createdAt;
    private long updatedAt;
    private long archivedAt;
    private Source createdBy;
    private Source updatedBy;
    private short[] slots;
    private Object[] cells;
    private int size;

    private RecordBuilder(long id, long createdAt, Source createdBy, int capacity) {
        this.id = id;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.createdBy = createdBy;
        this.updatedBy = createdBy;
        this.slots = new short[capacity];
        this.cells = new Object[capacity];
    }

    /** Starts a new record with room for that many values. */
    public static RecordBuilder create(long id, long at, Source by, int capacity) {
        return new RecordBuilder(id, at, by, capacity);
    }

    /** Starts from an existing record; nothing of it changes. */
    public static RecordBuilder from(StoredRecord before, int furtherCapacity) {
        var builder = new RecordBuilder(
                before.id(), before.createdAt(), before.createdBy(), before.slots().length + furtherCapacity);
        System.arraycopy(before.slots(), 0, builder.slots, 0, before.slots().length);
        System.arraycopy(before.cells(), 0, builder.cells, 0, before.cells().length);
        builder.size = before.slots().length;
        builder.updatedAt = before.updatedAt();
        builder.updatedBy = before.updatedBy();
        builder.archivedAt = before.archivedAt();
        return builder;
    }

    /** Sets a value that the record is created with. */
    public RecordBuilder with(int slot, String value) {
        put(slot, value);
        return this;
    }

    /** Sets a value that is later than what the slot holds, and with it the time of the last change. */
    public RecordBuilder changed(int slot, String value, long at, Source by) {
        return computed(slot, value, at, by).touched(at, by);
    }

    /** Sets a value that is later than what the slot holds, but does not count as a change of the record. */
    public RecordBuilder computed(int slot, String value, long at, Source by) {
        int index = index(slot);
        put(slot, new Version(value, at, by, index < 0 ? null : asVersion(cells[index])));
        return this;
    }

    /**
     * Joins the history of another record's value, in order of time, into the slot's own; of two entries with the same time the
     * own one stays. The slot keeps the value it holds: where another is the latest now, an entry tells so.
     *
     * @param newestFirst the other record's history
     */
    public RecordBuilder joined(int slot, List<Version> newestFirst, long at, Source by) {
        String value = value(slot);
        var versions = new TreeMap<Long, List<Version>>();
        newestFirst
                .reversed()
                .forEach(version -> versions.computeIfAbsent(version.timestamp(), _ -> new ArrayList<>())
                        .add(version));
        int index = index(slot);
        var own = new ArrayDeque<Version>();
        for (Version version = index < 0 ? null : asVersion(cells[index]);
                version != null;
                version = version.previous()) {
            own.addFirst(version);
        }
        own.forEach(version -> versions.remove(version.timestamp()));
        own.forEach(version -> versions.computeIfAbsent(version.timestamp(), _ -> new ArrayList<>())
                .add(version));
        Version joined = null;
        for (var simultaneous : versions.values()) {
            for (Version version : simultaneous) {
                joined = new Version(version.value(), version.timestamp(), version.source(), joined);
            }
        }
        if (joined != null) {
            put(slot, joined);
            if (value != null && !value.isEmpty() && !value.equals(joined.value())) {
                computed(slot, value, at, by);
            }
        }
        return this;
    }

    /** Puts a cell with all its history. */
    public RecordBuilder cell(int slot, Version version) {
        put(slot, version);
        return this;
    }

    public RecordBuilder touched(long at, Source by) {
        updatedAt = Math.max(updatedAt, at);
        updatedBy = by;
        return this;
    }

    public RecordBuilder archivedSince(long millis) {
        archivedAt = millis;
        return this;
    }

    /** Gives the content to another record, whose cells must then not rely on this one's creation. */
    public RecordBuilder as(long otherId, long otherCreatedAt, Source otherCreatedBy) {
        for (int i = 0; i < size; i++) {
            cells[i] = asVersion(cells[i]);
        }
        id = otherId;
        createdAt = otherCreatedAt;
        createdBy = otherCreatedBy;
        return this;
    }

    /** The record. */
    public StoredRecord build(long revision) {
        boolean exact = size == slots.length;
        return new StoredRecord(
                id,
                createdAt,
                updatedAt,
                archivedAt,
                revision,
                createdBy,
                updatedBy,
                exact ? slots : Arrays.copyOf(slots, size),
                exact ? cells : Arrays.copyOf(cells, size));
    }

    private Version asVersion(Object cell) {
        return cell instanceof Version version ? version : new Version((String) cell, createdAt, createdBy, null);
    }

    private int index(int slot) {
        return Arrays.binarySearch(slots, 0, size, (short) slot);
    }

    private void put(int slot, Object cell) {
        int index = index(slot);
        if (index >= 0) {
            cells[index] = cell;
            return;
        }
        int at = -index - 1;
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, size + 4);
            cells = Arrays.copyOf(cells, size + 4);
        }
        System.arraycopy(slots, at, slots, at + 1, size - at);
        System.arraycopy(cells, at, cells, at + 1, size - at);
        slots[at] = (short) slot;
        cells[at] = cell;
        size++;
    }

    /** The value a slot holds so far, or null. */
    public @Nullable String value(int slot) {
        int index = index(slot);
        if (index < 0) {
            return null;
        }
        return cells[index] instanceof Version version ? version.value() : (String) cells[index];
    }
}
