package dev.linchpin.torture.mutation;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;

/** Linchpin with one deliberate fault in it: the classes that differ, to be put before all others on the class path. */
record Mutant(Mutation mutation, Path classes) {

    /**
     * Compiles the changed sources against the classes of this very process.
     *
     * @param home the folder of the whole project
     * @param folder an empty one
     * @throws IllegalStateException when the fault no longer fits the sources
     */
    static Mutant make(Mutation mutation, Path home, Path folder) {
        try {
            var changed = new LinkedHashMap<Path, String>();
            for (var edit : mutation.edits()) {
                var source = changed.containsKey(edit.file())
                        ? changed.get(edit.file())
                        : Files.readString(home.resolve(edit.file()));
                changed.put(edit.file(), edit.applyTo(Objects.requireNonNull(source)));
            }
            for (var source : changed.entrySet()) {
                var target = folder.resolve("sources").resolve(source.getKey());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.writeString(target, source.getValue());
            }
            var classes = Files.createDirectories(folder.resolve("classes"));
            compile(
                    mutation,
                    changed.keySet().stream()
                            .map(folder.resolve("sources")::resolve)
                            .toList(),
                    classes);
            return new Mutant(mutation, classes);
        } catch (IOException failed) {
            throw new UncheckedIOException(mutation.name(), failed);
        }
    }

    private static void compile(Mutation mutation, List<Path> sources, Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var output = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of(
                    "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none", "-nowarn");
            var task = compiler.getTask(output, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
            if (!task.call()) {
                throw new IllegalStateException(mutation.name() + " does not compile:\n" + output);
            }
        }
    }
}
