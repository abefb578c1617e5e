package dev.linchpin.benchmarks.simulator;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** What a benchmark must read of HTTP. */
final class HttpText {

    private static final String CONTENT_LENGTH = "content-length:";

    private HttpText() {}

    /** Reads a line, without its end. */
    static String line(InputStream in) throws IOException {
        var line = new StringBuilder(80);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Reads headers, and says how many bytes follow. */
    static int contentLength(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, CONTENT_LENGTH, 0, CONTENT_LENGTH.length())) {
                length =
                        Integer.parseInt(line.substring(CONTENT_LENGTH.length()).strip());
            }
        }
        return length;
    }
}
