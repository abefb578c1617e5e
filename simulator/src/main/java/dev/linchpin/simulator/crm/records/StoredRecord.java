package dev.linchpin.simulator.crm.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record at one moment. Immutable: a change makes another one, and search keeps the one it has indexed.
 *
 * <p>A cell is a bare {@code String} when it was written at creation, by whoever created the record, and never since;
 * else it is a {@link Version}. That keeps a million records within reach of a laptop.
 */
public final class StoredRecord {

    private final long id;
    private final long createdAt;
    private final long updatedAt;
    private final long archivedAt;
    private final long revision;
    private final Source createdBy;
    private final Source updatedBy;
    private final short[] slots;
    private final Object[] cells;

    StoredRecord(
            long id,
            long createdAt,
            long updatedAt,
            long archivedAt,
            long revision,
            Source createdBy,
            Source updatedBy,
            short[] slots,
            Object[] cells) {
        this.id = id;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
        this.archivedAt = archivedAt;
        this.revision = revision;
        this.createdBy = createdBy;
        this.updatedBy = updatedBy;
        this.slots = slots;
        this.cells = cells;
    }

    /** A record without content, to compare others with. */
    public static StoredRecord probe(long id, long updatedAt) {
        Source nobody = Source.calculated();
        return new StoredRecord(id, updatedAt, updatedAt, 0, 0, nobody, nobody, new short[0], new Object[0]);
    }

    /** Unique within its type. */
    public long id() {
        return id;
    }

    /** Milliseconds. */
    public long createdAt() {
        return createdAt;
    }

    /** Milliseconds of the last change. */
    public long updatedAt() {
        return updatedAt;
    }

    /** Milliseconds; 0 while live. */
    public long archivedAt() {
        return archivedAt;
    }

    /** Grows with every change in the account: of two states of a record, the one with the greater is the later. */
    public long revision() {
        return revision;
    }

    /** Who created it. */
    public Source createdBy() {
        return createdBy;
    }

    /** Who changed it last. */
    public Source updatedBy() {
        return updatedBy;
    }

    /** The stored value at a slot: null when never set, empty when cleared. */
    public @Nullable String stored(int slot) {
        int at = Arrays.binarySearch(slots, (short) slot);
        if (at < 0) {
            return null;
        }
        return cells[at] instanceof Version version ? version.value() : (String) cells[at];
    }

    /** The stored value at a slot, or null when it has none. */
    public @Nullable String value(int slot) {
        String stored = stored(slot);
        return stored == null || stored.isEmpty() ? null : stored;
    }

    /** Everything the slot ever held, newest first; empty when never set. */
    public List<Version> history(int slot) {
        var history = new ArrayList<Version>();
        for (Version version = version(slot); version != null; version = version.previous()) {
            history.add(version);
        }
        return history;
    }

    public @Nullable Version version(int slot) {
        int at = Arrays.binarySearch(slots, (short) slot);
        if (at < 0) {
            return null;
        }
        return cells[at] instanceof Version version
                ? version
                : new Version((String) cells[at], createdAt, createdBy, null);
    }

    /** The slots that hold something, in order. */
    public int[] filledSlots() {
        int[] filled = new int[slots.length];
        for (int i = 0; i < slots.length; i++) {
            filled[i] = slots[i];
        }
        return filled;
    }

    short[] slots() {
        return slots;
    }

    Object[] cells() {
        return cells;
    }

    @Override
    public String toString() {
        return "record " + id + " as of " + updatedAt;
    }
}
