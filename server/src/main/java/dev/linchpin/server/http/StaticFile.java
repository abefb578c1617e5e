package dev.linchpin.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A file out of a jar, as browsers keep it. Immutable. */
public final class StaticFile {
    /** Kept, but asked about each time. */
    private static final String REVALIDATED = "no-cache";

    /** For files whose name changes with what they hold. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final byte[] contents;
    private final String type;
    private final String caching;
    private final String tag;

    private StaticFile(byte[] contents, String type, String caching) {
        this.contents = contents;
        this.type = type;
        this.caching = caching;
        this.tag = "\"" + HexFormat.of().formatHex(digest(contents), 0, 8) + "\"";
    }

    /**
     * Empty when there is no such file.
     *
     * @param path on the class path
     */
    public static Optional<StaticFile> find(String path, String type) {
        return read(path, type, REVALIDATED);
    }

    /** As {@link #find}, of a file whose name changes with what it holds. */
    static Optional<StaticFile> findImmutable(String path, String type) {
        return read(path, type, FOR_EVER);
    }

    static StaticFile of(String text, String type) {
        return new StaticFile(text.getBytes(StandardCharsets.UTF_8), type, REVALIDATED);
    }

    private static Optional<StaticFile> read(String path, String type, String caching) {
        try (var file = StaticFile.class.getResourceAsStream(path)) {
            return file == null ? Optional.empty() : Optional.of(new StaticFile(file.readAllBytes(), type, caching));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Answers with the file, or with 304 when the caller has it already. */
    public void answer(Context context) {
        context.header("Cache-Control", caching).header("ETag", tag);
        var known = context.header("If-None-Match");
        // What was compressed on its way may come back as a weak tag.
        if (known != null && known.contains(tag)) {
            context.status(304);
        } else {
            context.status(200).contentType(type).result(contents);
        }
    }

    private static byte[] digest(byte[] contents) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(contents);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
