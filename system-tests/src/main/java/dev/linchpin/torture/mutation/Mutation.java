package dev.linchpin.torture.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A deliberate fault.
 *
 * @param name the file's name without its ending
 * @param fault what is wrong, in one sentence
 * @param edits that put it into the sources
 */
record Mutation(String name, String fault, List<Edit> edits) {
    private static final String ENDING = ".mutation";
    private static final Pattern EDIT = Pattern.compile("(?ms)^file: (\\S+)\\n<<<<\\n(.*?)^====\\n(.*?)^>>>>$");

    /**
     * A piece of a source file and what takes its place. Blanks and line breaks do not matter, so that formatting may change.
     *
     * @param file below the folder of the whole project
     */
    record Edit(Path file, String from, String to) {

        /** @throws IllegalStateException unless the source has exactly one such piece */
        String applyTo(String source) {
            var words = Pattern.compile("\\S+")
                    .matcher(from)
                    .results()
                    .map(word -> Pattern.quote(word.group()))
                    .collect(Collectors.joining("\\s+"));
            var matcher = Pattern.compile(words).matcher(source);
            if (!matcher.find()) {
                throw new IllegalStateException(file + " no longer has the piece that begins with: "
                        + from.strip().lines().findFirst().orElse(""));
            }
            var mutated = source.substring(0, matcher.start()) + to.strip() + source.substring(matcher.end());
            if (matcher.find()) {
                throw new IllegalStateException(file + " has more than one piece that begins with: "
                        + from.strip().lines().findFirst().orElse(""));
            }
            return mutated;
        }
    }

    /** All deliberate faults, by name. */
    static List<Mutation> all(Path home) {
        try (var files = Files.list(home.resolve("system-tests/mutations"))) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(Mutation::read)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("The deliberate faults cannot be read below " + home, failed);
        }
    }

    private static Mutation read(Path file) {
        try {
            var text = Files.readString(file);
            var fault = text.lines().findFirst().orElse("");
            var edits = new ArrayList<Edit>();
            EDIT.matcher(text)
                    .results()
                    .forEach(edit -> edits.add(new Edit(Path.of(edit.group(1)), edit.group(2), edit.group(3))));
            if (fault.isBlank() || edits.isEmpty()) {
                throw new IllegalStateException(file + " lacks its first sentence or an edit");
            }
            return new Mutation(file.getFileName().toString().replace(ENDING, ""), fault, List.copyOf(edits));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
