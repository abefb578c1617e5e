package dev.linchpin.engine.merge;

import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalInt;

/** The order of a field's values: of numbers, moments, and the options of an enumeration. */
final class Order {
    private Order() {}

    /**
     * As {@link Comparable#compareTo}. Empty where there is no telling: a blank, a text that does not fit the type, an option
     * that HubSpot did not list, or a type without an order.
     */
    static OptionalInt compare(Field field, Value one, Value other) {
        if (one.isBlank() || other.isBlank()) {
            return OptionalInt.empty();
        }
        try {
            return switch (field.type()) {
                case NUMBER -> OptionalInt.of(new BigDecimal(one.text()).compareTo(new BigDecimal(other.text())));
                case DATE -> OptionalInt.of(LocalDate.parse(one.text()).compareTo(LocalDate.parse(other.text())));
                case DATETIME -> OptionalInt.of(Instant.parse(one.text()).compareTo(Instant.parse(other.text())));
                case ENUMERATION -> byOption(field, one, other);
                case TEXT, EMAIL, DOMAIN, BOOLEAN, OPTION_SET -> OptionalInt.empty();
            };
        } catch (NumberFormatException | DateTimeException unreadable) {
            return OptionalInt.empty();
        }
    }

    private static OptionalInt byOption(Field field, Value one, Value other) {
        var first = field.options().indexOf(one.text());
        var second = field.options().indexOf(other.text());
        return first < 0 || second < 0 ? OptionalInt.empty() : OptionalInt.of(Integer.compare(first, second));
    }
}
