package dev.linchpin.engine.model;

/** The primary key of a mapped row as text; the parts of a composite key are joined by {@code ~}. */
public record RowKey(String value) {
    /** @throws IllegalArgumentException when empty */
    public RowKey {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A row key is empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
