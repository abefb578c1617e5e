package dev.linchpin.server.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as RFC 9457 describes it.
 *
 * @param code stable, for programs: {@code unknown_field}
 * @param title the same for every problem of this code
 * @param detail this occurrence, in one sentence that says how to mend it; without secrets and personal data
 * @param extensions further members, by name
 */
public record ProblemDetails(int status, String code, String title, String detail, Map<String, Object> extensions) {
    public ProblemDetails {
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }

    public static ProblemDetails of(int status, String code, String title, String detail) {
        return new ProblemDetails(status, code, title, detail, Map.of());
    }

    public static ProblemDetails badRequest(String code, String detail) {
        return of(400, code, "The request cannot be understood", detail);
    }

    public static ProblemDetails notFound(String detail) {
        return of(404, "not_found", "There is no such thing", detail);
    }

    public static ProblemDetails unavailable(String code, String detail) {
        return of(503, code, "Not possible at the moment", detail);
    }

    public ProblemDetails with(String name, Object value) {
        var more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new ProblemDetails(status, code, title, detail, more);
    }

    /** The members in the order in which they are written. */
    Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "about:blank");
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.put("code", code);
        members.putAll(extensions);
        return members;
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
