package dev.linchpin.simulator.facts;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A fact about HubSpot.
 *
 * @param id area and name, such as {@code batch/all-or-nothing}
 * @param statement what HubSpot does
 * @param source where that is known from
 * @param evidence how well it is known: D documented, S in HubSpot's OpenAPI collection, R seen in recorded traffic, C reported by
 *     users or maintainers, M general knowledge, UNCONFIRMED
 * @param setting which setting of the simulator varies it; empty for none
 */
record KnownFact(String id, String statement, String source, List<String> evidence, String setting) {

    private static final Set<String> EVIDENCE = Set.of("D", "S", "R", "C", "M", "UNCONFIRMED");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** Reads a line of an area's file. */
    static KnownFact parse(String area, String line) {
        List<String> parts =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        require(parts.size() == 4 || parts.size() == 5, "wants: id | statement | source | evidence | setting", line);
        String id = parts.getFirst();
        require(
                id.startsWith(area + "/")
                        && NAME.matcher(id.substring(area.length() + 1)).matches(),
                "wants an id such as " + area + "/some-name",
                line);
        require(parts.subList(0, 4).stream().noneMatch(String::isEmpty), "leaves something empty", line);
        List<String> evidence = List.of(parts.get(3).split(", *", -1));
        require(EVIDENCE.containsAll(evidence), "wants evidence out of " + EVIDENCE, line);
        return new KnownFact(id, parts.get(1), parts.get(2), evidence, parts.size() == 5 ? parts.get(4) : "");
    }

    /** Whether HubSpot may as well do something else, and the simulator cannot be told to. */
    boolean isFixedGuess() {
        return evidence.contains("UNCONFIRMED") && setting.isEmpty();
    }

    private static void require(boolean condition, String problem, String line) {
        if (!condition) {
            throw new IllegalArgumentException("This line of the facts register " + problem + ": " + line);
        }
    }
}
