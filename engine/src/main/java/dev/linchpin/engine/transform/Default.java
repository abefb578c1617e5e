package dev.linchpin.engine.transform;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Transform;

/**
 * Stands where there is nothing, in rows that are written as well as where rows are read: nothing is not told from it.
 *
 * @param text as rows hold it
 */
public record Default(String text) implements Transform {
    /** @throws IllegalArgumentException when it is nothing itself */
    public Default {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("expected a value");
        }
    }

    @Override
    public String read(String stored) {
        return stored.isEmpty() ? text : stored;
    }

    @Override
    public String write(String value) {
        return value.isEmpty() ? text : value;
    }

    @Override
    public boolean isLossless(FieldType type) {
        return false;
    }

    @Override
    public String toString() {
        return "default '" + text + "'";
    }
}
