package dev.linchpin.server.config;

import java.util.List;
import java.util.Map;

/** A YAML document as a tree that remembers where everything stands. */
sealed interface YamlNode {
    /** Where it begins, counted from 1. */
    int line();

    /** A text, a number, a truth value, or nothing at all ({@code ~}, or no value), which is an empty text. */
    record Scalar(String text, int line) implements YamlNode {}

    record Sequence(List<YamlNode> items, int line) implements YamlNode {}

    /** Entries in the order they are written. */
    record Mapping(Map<String, Entry> entries, int line) implements YamlNode {}

    /** @param line of the key */
    record Entry(YamlNode value, int line) {}
}
