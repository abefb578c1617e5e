package dev.linchpin.server.config;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting.
 *
 * @param path in {@code linchpin.yaml}, parts joined by dots
 * @param variables the environment variables that set it, the preferred one first
 * @param unit what a value looks like, for people
 * @param defaultText what holds when nothing is said; null when nothing then holds
 * @param help one sentence
 * @param reader throws {@link IllegalArgumentException} with a message that says what is expected
 */
record Key<T>(
        String path,
        List<Variable> variables,
        String unit,
        @Nullable String defaultText,
        String help,
        Function<String, T> reader) {

    /** @param suffix the unit that numbers in this variable are in ({@code m}); empty when they are as in the file */
    record Variable(String name, String suffix) {}

    /** Whether it takes several values, which the file may hold as a list. */
    boolean isList() {
        return unit.startsWith("list of ");
    }

    static List<Variable> variables(String... names) {
        return List.of(names).stream().map(name -> new Variable(name, "")).toList();
    }
}
