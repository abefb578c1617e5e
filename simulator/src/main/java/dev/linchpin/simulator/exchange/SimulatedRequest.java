package dev.linchpin.simulator.exchange;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One HTTP request as a value. Immutable, as long as nobody changes the body's bytes. */
public final class SimulatedRequest {

    private final String method;
    private final String path;
    private final String query;
    private final Map<String, String> headers;
    private final Supplier<byte[]> body;

    /**
     * @param method upper-case method
     * @param path path as called, still percent-encoded
     * @param query raw query without the question mark, or empty
     * @param headers by lower-case name
     */
    public SimulatedRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {
        this(method, path, query, headers, () -> body);
    }

    /** A request whose body is still on its way; it is waited for when first asked for. For one thread. */
    public SimulatedRequest(
            String method, String path, String query, Map<String, String> headers, Supplier<byte[]> body) {
        this.method = method.toUpperCase(Locale.ROOT);
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    /** A request with a bearer token and, unless empty, a JSON body; the target may hold a query. */
    public static SimulatedRequest of(String method, String target, @Nullable String token, String body) {
        int mark = target.indexOf('?');
        return new SimulatedRequest(
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                token == null ? Map.of() : Map.of("authorization", "Bearer " + token),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** Upper-case method. */
    public String method() {
        return method;
    }

    /** Path as called, percent-encoded. */
    public String path() {
        return path;
    }

    /** Raw query without the question mark, or empty. */
    public String query() {
        return query;
    }

    /** The value of a header by its lower-case name, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The body's bytes; not to be changed. */
    public byte[] body() {
        return body.get();
    }

    /** Length of path and query, which HubSpot bounds. */
    public int targetLength() {
        return path.length() + (query.isEmpty() ? 0 : query.length() + 1);
    }

    /** The path's segments, decoded. */
    public List<String> segments() {
        var segments = new ArrayList<String>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(decode(segment.replace("+", "%2B")));
            }
        }
        return segments;
    }

    /** The query's parameters in order of appearance, decoded. */
    public Map<String, List<String>> parameters() {
        return parameters(query);
    }

    /** The fields of a body that is a form, decoded; of other bodies, nothing. */
    public Map<String, List<String>> form() {
        String type = header("content-type");
        return type == null || type.startsWith("application/x-www-form-urlencoded")
                ? parameters(new String(body(), StandardCharsets.UTF_8))
                : Map.of();
    }

    private static Map<String, List<String>> parameters(String encoded) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("Malformed percent-encoding in the request URL: " + e.getMessage())
                    .exception();
        }
    }
}
