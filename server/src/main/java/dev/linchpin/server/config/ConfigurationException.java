package dev.linchpin.server.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; lists everything that is wrong with it. */
public final class ConfigurationException extends RuntimeException {
    private final List<Problem> problems;

    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public ConfigurationException(String where, String message) {
        this(List.of(new Problem(where, message)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
