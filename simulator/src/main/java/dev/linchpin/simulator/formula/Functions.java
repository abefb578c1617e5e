package dev.linchpin.simulator.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What operators and functions make of their arguments; nothing comes of a missing or unsuitable one. Pure. */
final class Functions {

    private static final Set<String> NAMES = Set.of(
            "abs",
            "max",
            "min",
            "round_nearest",
            "round_up",
            "round_down",
            "contains",
            "starts_with",
            "concatenate",
            "upper_case",
            "lower_case",
            "number_to_string",
            "string_to_number",
            "string",
            "number",
            "bool",
            "date",
            "is_present",
            "is_known");

    private Functions() {}

    static String known(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no function \"" + name + "\"");
        }
        return name;
    }

    static @Nullable Object apply(String name, List<@Nullable Object> arguments) {
        switch (name) {
            case "is_present", "is_known" -> {
                return arguments.stream().allMatch(argument -> argument != null);
            }
            case "and" -> {
                return arguments.stream().allMatch(Boolean.TRUE::equals);
            }
            case "or" -> {
                return arguments.stream().anyMatch(Boolean.TRUE::equals);
            }
            case "not" -> {
                return !Boolean.TRUE.equals(arguments.getFirst());
            }
            default -> {
                if (arguments.isEmpty() || arguments.stream().anyMatch(argument -> argument == null)) {
                    return null;
                }
            }
        }
        Object first = arguments.getFirst();
        if (arguments.stream().allMatch(BigDecimal.class::isInstance)) {
            Object number = ofNumbers(
                    name, arguments.stream().map(BigDecimal.class::cast).toList());
            if (number != null) {
                return number;
            }
        }
        return switch (name) {
            case "=" -> first.equals(arguments.getLast());
            case "!=" -> !first.equals(arguments.getLast());
            case "+", "concatenate" -> concatenated(arguments);
            case "contains" -> text(first).contains(text(arguments.getLast()));
            case "starts_with" -> text(first).startsWith(text(arguments.getLast()));
            case "upper_case" -> text(first).toUpperCase(Locale.ROOT);
            case "lower_case" -> text(first).toLowerCase(Locale.ROOT);
            case "number_to_string", "string" -> text(first);
            case "string_to_number", "number", "date" -> number(first);
            case "bool" -> Boolean.valueOf(text(first));
            default -> null;
        };
    }

    private static @Nullable Object ofNumbers(String name, List<BigDecimal> numbers) {
        BigDecimal first = numbers.getFirst();
        BigDecimal last = numbers.getLast();
        return switch (name) {
            case "+" -> first.add(last);
            case "-" -> first.subtract(last);
            case "*" -> first.multiply(last);
            case "/" -> last.signum() == 0 ? null : first.divide(last, MathContext.DECIMAL64);
            case "=" -> first.compareTo(last) == 0;
            case "!=" -> first.compareTo(last) != 0;
            case "<" -> first.compareTo(last) < 0;
            case ">" -> first.compareTo(last) > 0;
            case "<=" -> first.compareTo(last) <= 0;
            case ">=" -> first.compareTo(last) >= 0;
            case "max" -> numbers.stream().reduce(first, BigDecimal::max);
            case "min" -> numbers.stream().reduce(first, BigDecimal::min);
            case "abs" -> first.abs();
            case "round_nearest" -> rounded(numbers, RoundingMode.HALF_UP);
            case "round_up" -> rounded(numbers, RoundingMode.CEILING);
            case "round_down" -> rounded(numbers, RoundingMode.FLOOR);
            default -> null;
        };
    }

    private static BigDecimal rounded(List<BigDecimal> numbers, RoundingMode mode) {
        return numbers.getFirst()
                .setScale(numbers.size() > 1 ? numbers.getLast().intValue() : 0, mode);
    }

    private static String concatenated(List<@Nullable Object> arguments) {
        var joined = new StringBuilder();
        arguments.forEach(argument -> joined.append(argument == null ? "" : text(argument)));
        return joined.toString();
    }

    private static @Nullable BigDecimal number(Object value) {
        try {
            return value instanceof BigDecimal number
                    ? number
                    : new BigDecimal(text(value).strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A value as a property would hold it. */
    static String text(Object value) {
        if (value instanceof BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }
}
