package dev.linchpin.simulator.faults;

import java.util.List;
import java.util.Locale;

/** Matches calls by method and path. */
final class RoutePattern {

    private final String method;
    private final List<String> segments;

    RoutePattern(String pattern) {
        String trimmed = pattern.strip();
        int space = trimmed.indexOf(' ');
        this.method = space < 0 ? "*" : trimmed.substring(0, space).toUpperCase(Locale.ROOT);
        String path = space < 0 ? trimmed : trimmed.substring(space + 1).strip();
        this.segments = path.equals("*") ? List.of("**") : split(path);
    }

    boolean matches(String calledMethod, String path) {
        return (method.equals("*") || method.equals(calledMethod)) && matches(segments, split(path));
    }

    private static boolean matches(List<String> pattern, List<String> path) {
        for (int i = 0; i < pattern.size(); i++) {
            String wanted = pattern.get(i);
            if (wanted.equals("**")) {
                return true;
            }
            if (i == path.size() || !(wanted.equals("*") || wanted.equals(path.get(i)))) {
                return false;
            }
        }
        return pattern.size() == path.size();
    }

    private static List<String> split(String path) {
        return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    }
}
