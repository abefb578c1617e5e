package dev.linchpin.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a line as a shell does, without carrying it out. */
final class Shell {
    private Shell() {}

    static List<String> words(String line) {
        try {
            var shell = new ProcessBuilder("sh", "-c", "eval \"set -- $1\"; printf '%s\\n' \"$@\"", "sh", line).start();
            return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
