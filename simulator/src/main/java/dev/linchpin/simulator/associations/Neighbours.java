package dev.linchpin.simulator.associations;

import java.util.Arrays;
import java.util.List;

/**
 * The records of one type that a record is linked to, ascending by id, each with its kinds of links. Arrays rather than a
 * map, since an account may have millions of these with one entry each. Not thread-safe.
 */
final class Neighbours {

    private long[] ids = new long[1];
    private Object[] types = new Object[1];
    private int size;

    int size() {
        return size;
    }

    long id(int index) {
        return ids[index];
    }

    @SuppressWarnings("unchecked")
    List<LinkType> types(int index) {
        return (List<LinkType>) types[index];
    }

    /** The kinds of links to that record; none if it is not linked. */
    List<LinkType> get(long id) {
        int index = Arrays.binarySearch(ids, 0, size, id);
        return index < 0 ? List.of() : types(index);
    }

    /** The index of the first record with a greater id. */
    int after(long id) {
        int index = Arrays.binarySearch(ids, 0, size, id);
        return index < 0 ? -index - 1 : index + 1;
    }

    /** Puts the kinds of links to a record; none removes it. */
    void put(long id, List<LinkType> kinds) {
        int index = Arrays.binarySearch(ids, 0, size, id);
        if (index >= 0) {
            if (kinds.isEmpty()) {
                size--;
                System.arraycopy(ids, index + 1, ids, index, size - index);
                System.arraycopy(types, index + 1, types, index, size - index);
                types[size] = List.of();
            } else {
                types[index] = kinds;
            }
        } else if (!kinds.isEmpty()) {
            insert(-index - 1, id, kinds);
        }
    }

    private void insert(int at, long id, List<LinkType> kinds) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size + 1 + size / 2);
            types = Arrays.copyOf(types, ids.length);
        }
        System.arraycopy(ids, at, ids, at + 1, size - at);
        System.arraycopy(types, at, types, at + 1, size - at);
        ids[at] = id;
        types[at] = kinds;
        size++;
    }
}
