package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.ObjectType;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Quotes as standard SQL has it. */
final class Quoting {
    private Quoting() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String qualified(String name) {
        return Arrays.stream(name.split("\\.")).map(Quoting::identifier).collect(Collectors.joining("."));
    }

    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** A type that goes by its id ({@code 2-123}) would make a name that every statement has to quote. */
    static String tableName(ObjectType type) {
        var name = type.name();
        return Character.isDigit(name.charAt(0)) ? "custom_" + name.replace('-', '_') : name;
    }
}
