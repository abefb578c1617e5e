package dev.linchpin.simulator.crm.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Records in the order of a number each of them has, and of their ids where it is the same. Kept in short sorted arrays: a
 * tenth of a tree's memory, and counting a range takes as long as there are arrays, not records. Not thread-safe, and not to
 * be changed while it is walked through.
 */
public final class SortedRecords {

    private static final int CHUNK = 512;

    private final ToLongFunction<StoredRecord> key;
    private final List<Chunk> chunks = new ArrayList<>();
    private int size;

    private static final class Chunk {
        private StoredRecord[] records = new StoredRecord[8];
        private int size;

        void insert(int at, StoredRecord record) {
            if (size == records.length) {
                records = Arrays.copyOf(records, size * 2);
            }
            System.arraycopy(records, at, records, at + 1, size - at);
            records[at] = record;
            size++;
        }

        void remove(int at) {
            System.arraycopy(records, at + 1, records, at, size - at - 1);
            size--;
            Arrays.fill(records, size, size + 1, null);
        }

        /** Cuts off the second half. */
        Chunk split() {
            var other = new Chunk();
            int half = size / 2;
            other.records = Arrays.copyOfRange(records, half, half + CHUNK);
            other.size = size - half;
            Arrays.fill(records, half, size, null);
            size = half;
            return other;
        }
    }

    private record Position(int chunk, int index) {}

    /** None yet. */
    public SortedRecords(ToLongFunction<StoredRecord> key) {
        this.key = key;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Adds a record; one with the same number and id makes way. */
    public void add(StoredRecord record) {
        long number = key.applyAsLong(record);
        Position at = ceiling(number, record.id());
        if (at.chunk() < chunks.size()) {
            Chunk found = chunks.get(at.chunk());
            if (is(found.records[at.index()], number, record.id())) {
                found.records[at.index()] = record;
                return;
            }
        }
        size++;
        // Rather at the end of the array before than at the beginning of the next one.
        boolean before = at.index() == 0 && at.chunk() > 0;
        int chunk = before ? at.chunk() - 1 : at.chunk();
        if (chunk == chunks.size() || (chunks.get(chunk).size == CHUNK && before && at.chunk() == chunks.size())) {
            // What comes in order fills the arrays to the brim.
            chunks.add(new Chunk());
            chunks.getLast().insert(0, record);
            return;
        }
        Chunk into = chunks.get(chunk);
        int index = before ? into.size : at.index();
        if (into.size == CHUNK) {
            chunks.add(chunk + 1, into.split());
            if (index > into.size) {
                index -= into.size;
                into = chunks.get(chunk + 1);
            }
        }
        into.insert(index, record);
    }

    /** Removes the record with the same number and id as this one, if there is one. */
    public void remove(StoredRecord record) {
        long number = key.applyAsLong(record);
        Position at = ceiling(number, record.id());
        if (at.chunk() == chunks.size()) {
            return;
        }
        Chunk chunk = chunks.get(at.chunk());
        if (is(chunk.records[at.index()], number, record.id())) {
            chunk.remove(at.index());
            size--;
            tidy(at.chunk());
        }
    }

    /** The first record with that number, or null. */
    public @Nullable StoredRecord first(long number) {
        Position at = ceiling(number, Long.MIN_VALUE);
        if (at.chunk() == chunks.size()) {
            return null;
        }
        StoredRecord found = chunks.get(at.chunk()).records[at.index()];
        return key.applyAsLong(found) == number ? found : null;
    }

    /** How many have a number between the two, both included. */
    public int count(long low, long high) {
        return low > high ? 0 : rank(after(high)) - rank(ceiling(low, Long.MIN_VALUE));
    }

    /** Those with a number between the two, both included, in ascending or descending order. */
    public Iterable<StoredRecord> between(long low, long high, boolean descending) {
        Position from = ceiling(low, Long.MIN_VALUE);
        int count = count(low, high);
        return () -> descending ? new Walk(after(high), count, -1) : new Walk(from, count, 1);
    }

    /** All, in ascending order. */
    public Iterable<StoredRecord> all() {
        return between(Long.MIN_VALUE, Long.MAX_VALUE, false);
    }

    /** Forgets all. */
    public void clear() {
        chunks.clear();
        size = 0;
    }

    private final class Walk implements Iterator<StoredRecord> {
        private final int step;
        private int left;
        private int chunk;
        private int index;

        /** From a position on, or down from before it. */
        Walk(Position from, int count, int step) {
            this.step = step;
            this.left = count;
            this.chunk = from.chunk();
            this.index = from.index();
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public StoredRecord next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            left--;
            if (step < 0) {
                index--;
                while (index < 0) {
                    chunk--;
                    index = chunks.get(chunk).size - 1;
                }
                return chunks.get(chunk).records[index];
            }
            while (index >= chunks.get(chunk).size) {
                chunk++;
                index = 0;
            }
            return chunks.get(chunk).records[index++];
        }
    }

    private Position after(long number) {
        return number == Long.MAX_VALUE ? new Position(chunks.size(), 0) : ceiling(number + 1, Long.MIN_VALUE);
    }

    private int rank(Position position) {
        int rank = position.index();
        for (int i = 0; i < position.chunk(); i++) {
            rank += chunks.get(i).size;
        }
        return rank;
    }

    /** Where the first record is that is not before this number and id; behind the last array if there is none. */
    private Position ceiling(long number, long id) {
        int low = 0;
        int high = chunks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Chunk chunk = chunks.get(middle);
            if (isBefore(chunk.records[chunk.size - 1], number, id)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == chunks.size()) {
            return new Position(low, 0);
        }
        Chunk chunk = chunks.get(low);
        int first = 0;
        int last = chunk.size;
        while (first < last) {
            int middle = (first + last) >>> 1;
            if (isBefore(chunk.records[middle], number, id)) {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        return new Position(low, first);
    }

    private boolean isBefore(StoredRecord record, long number, long id) {
        int order = Long.compare(key.applyAsLong(record), number);
        return order < 0 || (order == 0 && record.id() < id);
    }

    private boolean is(StoredRecord record, long number, long id) {
        return record.id() == id && key.applyAsLong(record) == number;
    }

    /** Joins an array that got short to its neighbour, so that there are never many more arrays than needed. */
    private void tidy(int at) {
        Chunk chunk = chunks.get(at);
        if (chunk.size == 0) {
            chunks.remove(at);
        } else if (at + 1 < chunks.size() && chunk.size + chunks.get(at + 1).size <= CHUNK / 2) {
            Chunk next = chunks.remove(at + 1);
            for (int i = 0; i < next.size; i++) {
                chunk.insert(chunk.size, next.records[i]);
            }
        }
    }
}
