package dev.linchpin.simulator.crm.values;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps values that were written lately, so that records which hold equal ones hold the same string: cities, companies and
 * options repeat, and strings are most of what a record takes. Of bounded size. Not thread-safe.
 */
public final class SharedValues {

    /** A power of two. */
    private static final int SIZE = 1 << 16;

    private final @Nullable String[] recent = new String[SIZE];

    /** An equal string: the one that other records hold, if it is still known. */
    public String share(String value) {
        int hash = value.hashCode();
        int at = (hash ^ hash >>> 16) & SIZE - 1;
        String known = recent[at];
        if (known != null && known.equals(value)) {
            return known;
        }
        recent[at] = value;
        return value;
    }

    /** Forgets all. */
    public void clear() {
        Arrays.fill(recent, null);
    }
}
