package dev.linchpin.simulator.formula;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a formula. */
sealed interface Expression {

    /**
     * A value written down.
     *
     * @param value text, a {@code BigDecimal} or a {@code Boolean}
     */
    record Literal(Object value) implements Expression {}

    /** What a property holds. */
    record Variable(String property) implements Expression {}

    /** A function or an operator, by its name in the formula. */
    record Application(String name, List<Expression> arguments) implements Expression {}

    /** One value or another; without an alternative it may be none. */
    record Choice(
            Expression condition, Expression then, @Nullable Expression otherwise) implements Expression {}
}
