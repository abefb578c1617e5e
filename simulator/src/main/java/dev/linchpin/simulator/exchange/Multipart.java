package dev.linchpin.simulator.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bodies of the type {@code multipart/form-data} (RFC 7578). Strict: what is not well formed is refused. */
public final class Multipart {

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=(?:\"([^\"]*)\"|([^\\s;\"]+))");
    private static final Pattern FILE_NAME = Pattern.compile("(?i);\\s*filename=(?:\"([^\"]*)\"|([^\\s;\"]+))");

    private Multipart() {}

    /**
     * One field of a form.
     *
     * @param fileName null if it is no file
     * @param content not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Part(String name, @Nullable String fileName, byte[] content) {

        /** The content as UTF-8. */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /**
     * The parts of a form.
     *
     * @throws ApiException 400 if the request is none
     */
    public static List<Part> parts(SimulatedRequest request) {
        String contentType = request.header("content-type");
        Matcher matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!matcher.matches()) {
            throw bad("the Content-Type must be multipart/form-data with a boundary");
        }
        String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return parts(request.body(), ("--" + boundary).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Part> parts(byte[] body, byte[] delimiter) {
        var parts = new ArrayList<Part>();
        int at = indexOf(body, delimiter, 0);
        if (at < 0) {
            throw bad("the boundary does not occur");
        }
        while (true) {
            int start = at + delimiter.length;
            if (startsWith(body, start, "--")) {
                return parts;
            }
            if (!startsWith(body, start, "\r\n")) {
                throw bad("a boundary is not followed by a line break");
            }
            int headersEnd = indexOf(body, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII), start);
            int next = indexOf(body, delimiter, start);
            if (headersEnd < 0 || next < 0 || headersEnd > next || !startsWith(body, next - 2, "\r\n")) {
                throw bad("a part is not ended");
            }
            String headers = new String(body, start, headersEnd - start, StandardCharsets.UTF_8);
            parts.add(part(headers, slice(body, headersEnd + 4, next - 2)));
            at = next;
        }
    }

    private static Part part(String headers, byte[] content) {
        String disposition = headers.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Disposition:", 0, 20))
                .findFirst()
                .orElseThrow(() -> bad("a part has no Content-Disposition"));
        String name = parameter(NAME, disposition);
        if (name == null) {
            throw bad("a part has no name");
        }
        return new Part(name, parameter(FILE_NAME, disposition), content);
    }

    private static @Nullable String parameter(Pattern pattern, String disposition) {
        Matcher matcher = pattern.matcher(disposition);
        if (!matcher.find()) {
            return null;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private static byte[] slice(byte[] body, int from, int to) {
        if (to < from) {
            throw bad("a part is not ended");
        }
        return Arrays.copyOfRange(body, from, to);
    }

    private static boolean startsWith(byte[] body, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i < 0 || at + i >= body.length || body[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] body, byte[] wanted, int from) {
        for (int at = from; at <= body.length - wanted.length; at++) {
            int i = 0;
            while (i < wanted.length && body[at + i] == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    private static ApiException bad(String message) {
        return ApiError.invalid("Malformed multipart request: " + message).exception();
    }
}
