package dev.linchpin.torture.people;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people added to a number and took away, each from what they saw on their side. */
public final class Sums {
    private record Total(Ledger.Who who, String field) {}

    private final Map<Total, BigDecimal> sums = new HashMap<>();
    private final Set<Total> unknown = new HashSet<>();

    /** Who clears a number may mean the same as whoever clears it on the other side, so what comes of it is not known. */
    void changed(Ledger.Who who, String field, @Nullable String seen, @Nullable String written) {
        if (written == null) {
            forget(who, field);
        } else {
            sums.merge(new Total(who, field), number(written).subtract(number(seen)), BigDecimal::add);
        }
    }

    /** Somebody settled at the desk what it is to be. */
    void forget(Ledger.Who who, String field) {
        unknown.add(new Total(who, field));
    }

    /** Nobody can say what any number of whoever was entered with these values is to be. */
    void forget(Kind kind, Map<String, @Nullable String> values) {
        kind.mapping().fields().keySet().forEach(field -> forget(kind.who(values.get(kind.name())), field));
    }

    /** What the number has to be; empty when nobody can say. */
    public Optional<BigDecimal> of(Ledger.Who who, String field) {
        var number = new Total(who, field);
        return unknown.contains(number) ? Optional.empty() : Optional.of(sums.getOrDefault(number, BigDecimal.ZERO));
    }

    /** Blank is nothing. */
    public static BigDecimal number(@Nullable String text) {
        return text == null || text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
