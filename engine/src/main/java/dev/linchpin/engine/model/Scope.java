package dev.linchpin.engine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which rows and records are kept in step; all others are left alone.
 *
 * @param rows a condition over the table's own columns, in the database's own words; null when all rows are in scope
 * @param records the values that HubSpot's properties must hold, as HubSpot writes them; empty when all records are in scope
 */
public record Scope(@Nullable String rows, Map<String, Set<String>> records) {
    public static final Scope EVERYTHING = new Scope(null, Map.of());

    public Scope {
        records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
    }

    /** @param property answers what a record holds; null when nothing */
    public boolean includes(Function<String, @Nullable String> property) {
        return records.entrySet().stream().allMatch(wanted -> {
            var value = property.apply(wanted.getKey());
            return wanted.getValue().contains(value == null ? "" : value);
        });
    }

    /** As text, to tell when it was changed. */
    public String signature() {
        return this.equals(EVERYTHING) ? "" : rows + " / " + records;
    }
}
