package dev.linchpin.engine.cycle.push;

import dev.linchpin.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/** Stands for several values where only "the same again?" matters. */
final class Digest {
    private Digest() {}

    static Value of(SortedMap<String, Value> values) {
        if (values.isEmpty()) {
            return Value.BLANK;
        }
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, Value> entry : values.entrySet()) {
                for (var part : new String[] {entry.getKey(), entry.getValue().text()}) {
                    var bytes = part.getBytes(StandardCharsets.UTF_8);
                    sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                    sha.update(bytes);
                }
            }
            return new Value("sha256:" + HexFormat.of().formatHex(sha.digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
