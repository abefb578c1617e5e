package dev.linchpin.engine.model;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table that the rows of a type are in, but for its fields.
 *
 * @param name qualified where the database has schemas
 * @param key the columns that tell its rows apart, in the order of a {@link RowKey}'s parts
 * @param hubspotId where a row keeps the id of its record; null: nowhere, and only links know
 * @param managed whether Linchpin makes the table and lets it grow; any other one it leaves as it is, but for triggers
 * @param polledEvery how long after all rows were compared with what they held last they are compared again; null: the
 *     database logs changes as they are made, by triggers
 */
public record TableLayout(
        String name,
        List<String> key,
        @Nullable Place hubspotId,
        boolean managed,
        @Nullable Duration polledEvery) {
    /** @throws IllegalArgumentException when there is no key */
    public TableLayout {
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("The table '" + name + "' has no key");
        }
    }

    /** One that Linchpin makes. */
    public static TableLayout managed(String name, String key, String hubspotId) {
        return new TableLayout(name, List.of(key), Place.ofColumn(hubspotId), true, null);
    }

    /** One that was there before, and takes triggers. */
    public static TableLayout existing(String name, List<String> key, @Nullable Place hubspotId) {
        return new TableLayout(name, key, hubspotId, false, null);
    }

    public TableLayout polledEvery(Duration pause) {
        return new TableLayout(name, key, hubspotId, managed, pause);
    }

    /** Without these the table is of no use. */
    public List<String> neededColumns() {
        return hubspotId == null
                ? key
                : Stream.concat(key.stream(), Stream.of(hubspotId.column()))
                        .distinct()
                        .toList();
    }

    public boolean isPolled() {
        return polledEvery != null;
    }
}
