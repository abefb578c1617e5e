package dev.linchpin.engine.transform;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Transform;
import java.math.BigDecimal;

/**
 * Rows hold an amount as a whole number of its smallest unit: 12.34 is held as 1234.
 *
 * @param decimals of the amount; 2 for most currencies
 */
public record Cents(int decimals) implements Transform {
    /** @throws IllegalArgumentException when no currency has so many decimals */
    public Cents {
        if (decimals < 1 || decimals > 18) {
            throw new IllegalArgumentException("expected 1 to 18 decimals");
        }
    }

    @Override
    public String read(String stored) {
        return stored.isBlank()
                ? ""
                : whole(number(stored))
                        .movePointLeft(decimals)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    @Override
    public String write(String value) {
        return value.isEmpty()
                ? ""
                : whole(number(value).movePointRight(decimals)).toBigInteger().toString();
    }

    private static BigDecimal number(String text) {
        try {
            var number = new BigDecimal(text.strip());
            if (Math.abs(number.scale()) > 100) {
                throw new NumberFormatException();
            }
            return number;
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("expected a number");
        }
    }

    private BigDecimal whole(BigDecimal units) {
        if (units.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(
                    "expected an amount of no more than " + decimals + " decimals, held as a" + " whole number");
        }
        return units;
    }

    @Override
    public boolean isLossless(FieldType type) {
        return type == FieldType.NUMBER;
    }

    @Override
    public String toString() {
        return "cents " + decimals;
    }
}
