package dev.linchpin.simulator.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API.
 *
 * @param template path without version; segments in braces stand for anything
 */
record Route(String method, List<String> template, Kind kind, Access access, Handler handler) {

    /** Which limits a call counts towards. */
    enum Kind {
        ORDINARY,
        SEARCH,
        UNLIMITED
    }

    /** What a caller must be allowed to. */
    enum Access {
        ANYBODY,
        ANY_TOKEN,
        READ_RECORDS,
        WRITE_RECORDS,
        READ_DEFINITIONS,
        WRITE_DEFINITIONS
    }

    /** Does what the call is for. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Call call);
    }

    static Route of(String method, String template, Kind kind, Access access, Handler handler) {
        return new Route(method, List.of(template.substring(1).split("/", -1)), kind, access, handler);
    }

    static Route of(String method, String template, Access access, Handler handler) {
        return of(method, template, Kind.ORDINARY, access, handler);
    }

    /** What the variable segments stand for, or null if the path is another one. */
    @Nullable Map<String, String> match(List<String> segments) {
        if (segments.size() != template.size()) {
            return null;
        }
        var variables = new HashMap<String, String>();
        for (int i = 0; i < template.size(); i++) {
            String wanted = template.get(i);
            if (wanted.startsWith("{")) {
                variables.put(wanted.substring(1, wanted.length() - 1), segments.get(i));
            } else if (!wanted.equals(segments.get(i))) {
                return null;
            }
        }
        return variables;
    }

    /** The name under which calls are counted. */
    String label(Map<String, String> variables) {
        var label = new StringBuilder(method).append(' ');
        for (int i = 0; i < template.size(); i++) {
            String segment = template.get(i);
            label.append('/').append(segment.equals("{type}") ? variables.get("type") : segment);
            boolean crm = template.getFirst().equals("crm");
            if (i == (crm ? 1 : 0)) {
                label.append("/*");
            }
        }
        return label.toString();
    }
}
