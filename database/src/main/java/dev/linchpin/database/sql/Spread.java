package dev.linchpin.database.sql;

import dev.linchpin.database.dialect.Dialect;
import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A statement in which every list has as many parameters as values, for products that take no list as one. */
final class Spread {
    private final String sql;
    private final @Nullable Object[] arguments;

    private Spread(String sql, @Nullable Object[] arguments) {
        this.sql = sql;
        this.arguments = arguments;
    }

    String sql() {
        return sql;
    }

    @Nullable Object[] arguments() {
        return arguments;
    }

    static Spread of(String sql, @Nullable Object[] arguments) {
        var place = sql.indexOf(Dialect.SPREAD);
        if (place < 0) {
            return new Spread(sql, arguments);
        }
        var text = new StringBuilder();
        var flat = new ArrayList<@Nullable Object>();
        var from = 0;
        for (var argument : arguments) {
            if (argument instanceof Collection<?> values && place >= 0) {
                text.append(sql, from, place).append(parameters(values));
                values.forEach(value -> {
                    if (value instanceof Collection<?> parts) {
                        parts.forEach(part -> flat.add(part.toString()));
                    } else {
                        flat.add(value instanceof Long number ? number : value.toString());
                    }
                });
                from = place + Dialect.SPREAD.length();
                place = sql.indexOf(Dialect.SPREAD, from);
            } else {
                flat.add(argument);
            }
        }
        return new Spread(text.append(sql, from, sql.length()).toString(), flat.toArray());
    }

    private static String parameters(Collection<?> values) {
        if (values.isEmpty()) {
            // With "null" in it, nothing would be outside of the list either.
            return "select 1 from dual where false";
        }
        var one = values.iterator().next() instanceof Collection<?> parts
                ? "(?" + ", ?".repeat(parts.size() - 1) + ")"
                : "?";
        return one + (", " + one).repeat(values.size() - 1);
    }
}
