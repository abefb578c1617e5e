package dev.linchpin.simulator.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Reads the register: a file for each area, a fact in each line; empty lines and those that start with # are for people. */
final class FactsRegister {

    private static final Path FOLDER = Path.of("src/test/resources/dev/linchpin/simulator/facts");
    private static final String ENDING = ".txt";

    /** The areas in the order of the document. One without a file has no facts yet. */
    private static final List<String> AREAS = List.of(
            "access",
            "limits",
            "objects",
            "values",
            "identity",
            "batch",
            "archive",
            "merge",
            "errors",
            "search",
            "properties",
            "schemas",
            "pipelines",
            "owners",
            "lists",
            "associations",
            "activities",
            "imports",
            "exports",
            "account",
            "oauth",
            "webhooks",
            "journal",
            "side-effects",
            "faults",
            "control",
            "speed");

    private FactsRegister() {}

    /**
     * The facts by area.
     *
     * @throws IllegalArgumentException naming the line or file that is wrong
     */
    static SequencedMap<String, List<KnownFact>> read() throws IOException {
        refuseUnknownAreas();
        var facts = new LinkedHashMap<String, List<KnownFact>>();
        for (String area : AREAS) {
            Path file = FOLDER.resolve(area + ENDING);
            if (Files.exists(file)) {
                facts.put(area, read(area, file));
            }
        }
        return facts;
    }

    private static List<KnownFact> read(String area, Path file) throws IOException {
        var facts = new ArrayList<KnownFact>();
        var ids = new HashSet<String>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            KnownFact fact = KnownFact.parse(area, line);
            if (!ids.add(fact.id())) {
                throw new IllegalArgumentException("The facts register has two facts of the id " + fact.id());
            }
            facts.add(fact);
        }
        return facts;
    }

    private static void refuseUnknownAreas() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> unknown = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(ENDING)
                            || !AREAS.contains(name.substring(0, name.length() - ENDING.length())))
                    .toList();
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("The facts register has files of no area: " + unknown);
            }
        }
    }
}
