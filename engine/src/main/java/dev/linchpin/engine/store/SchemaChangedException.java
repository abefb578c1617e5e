package dev.linchpin.engine.store;

/** A mapped table, column or property is not there (any more). No record's fault. */
public final class SchemaChangedException extends RuntimeException {
    public SchemaChangedException(String message) {
        super(message);
    }

    public SchemaChangedException(String message, Throwable cause) {
        super(message, cause);
    }
}
