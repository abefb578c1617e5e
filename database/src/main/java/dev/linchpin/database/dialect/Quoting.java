package dev.linchpin.database.dialect;

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
}
