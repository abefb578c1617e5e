package dev.linchpin.simulator.formula;

import dev.linchpin.simulator.formula.Expression.Application;
import dev.linchpin.simulator.formula.Expression.Choice;
import dev.linchpin.simulator.formula.Expression.Literal;
import dev.linchpin.simulator.formula.Expression.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a calculated property comes by its value: arithmetic, comparison, {@code and or not}, {@code if .. then .. elseif ..
 * else .. endif}, and functions such as {@code concatenate}, {@code max} and {@code is_present}. A missing or unsuitable
 * value makes the whole calculation come to nothing. Immutable.
 *
 * <p>Source: HubSpot docs, "Properties" (calculation properties); which functions there are beyond those documented, and that
 * an empty input empties the result of {@code concatenate} too, is UNCONFIRMED.
 */
public final class Formula {

    private final String text;
    private final Expression expression;
    private final List<String> inputs;

    private Formula(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
        Set<String> names = new LinkedHashSet<>();
        collect(expression, names);
        this.inputs = List.copyOf(names);
    }

    /**
     * Reads a formula.
     *
     * @throws IllegalArgumentException with the reason if it is none
     */
    public static Formula parse(String text) {
        return new Formula(text, new FormulaParser(text).parse());
    }

    /** The formula as written. */
    public String text() {
        return text;
    }

    /** Names of the properties it looks at. */
    public List<String> inputs() {
        return inputs;
    }

    /**
     * Its value, as text.
     *
     * @param values of properties by name: text, a {@code BigDecimal}, a {@code Boolean}, or null for none
     */
    public @Nullable String evaluate(Function<String, @Nullable Object> values) {
        Object value = value(expression, values);
        return value == null ? null : Functions.text(value);
    }

    private static @Nullable Object value(Expression expression, Function<String, @Nullable Object> values) {
        return switch (expression) {
            case Literal(var value) -> value;
            case Variable(var property) -> values.apply(property);
            case Application(var name, var arguments) -> {
                var evaluated = new ArrayList<@Nullable Object>(arguments.size());
                arguments.forEach(argument -> evaluated.add(value(argument, values)));
                yield Functions.apply(name, evaluated);
            }
            case Choice(var condition, var then, var otherwise) -> {
                if (Boolean.TRUE.equals(value(condition, values))) {
                    yield value(then, values);
                }
                yield otherwise == null ? null : value(otherwise, values);
            }
        };
    }

    private static void collect(Expression expression, Set<String> names) {
        switch (expression) {
            case Literal _ -> {}
            case Variable(var property) -> names.add(property);
            case Application(var _, var arguments) -> arguments.forEach(argument -> collect(argument, names));
            case Choice(var condition, var then, var otherwise) -> {
                collect(condition, names);
                collect(then, names);
                if (otherwise != null) {
                    collect(otherwise, names);
                }
            }
        }
    }
}
