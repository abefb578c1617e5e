package dev.linchpin.simulator.facts;

import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes the document: for each area what is known, from where, and what proves that the simulator does it. */
final class FactsDocument {

    /** How to write it anew. */
    static final String COMMAND = "./mvnw test -pl simulator -Dtest=FactsDocumentTest -Dlinchpin.regenerate=true";

    private static final String BEGINNING = """
            # What the simulator knows about HubSpot

            This page is generated and not edited by hand: from the facts register in
            `simulator/src/test/resources/dev/linchpin/simulator/facts`, the tests that name facts by `@Fact`, and the checks of
            `simulator/contract`. After a change to one of them write it anew by

            ```
            %s
            ```

            The letter in brackets tells how well a fact is known. D: HubSpot documents it. S: it is in HubSpot's OpenAPI
            collection. R: it was seen in recorded traffic. C: users or maintainers reported it. M: it is general knowledge of the
            product. UNCONFIRMED: nobody trustworthy says so, it is merely the likelier of the possibilities. A setting, if there is
            one, makes the simulator do it otherwise.
            """.formatted(COMMAND);

    private final SequencedMap<String, List<KnownFact>> facts;
    private final List<Proof> proofs;

    FactsDocument(SequencedMap<String, List<KnownFact>> facts, List<Proof> proofs) {
        this.facts = facts;
        this.proofs = proofs;
    }

    String text() {
        var text = new StringBuilder(BEGINNING);
        facts.forEach((area, known) -> {
            text.append("\n## ").append(area).append("\n\n");
            text.append("| Fact | Source | Setting | Proved by |\n|---|---|---|---|\n");
            known.forEach(fact -> text.append(row(fact)));
        });
        text.append("\n## Facts without a test\n\n");
        text.append(list(fact -> proofsOf(fact).isEmpty()));
        text.append("\n## Guesses that no setting varies\n\n");
        text.append(list(KnownFact::isFixedGuess));
        text.append("\n## Counts\n\n");
        facts.forEach(
                (area, known) -> text.append("- ").append(area).append(": ").append(count(known)));
        text.append("- all: ").append(count(all()));
        return text.toString();
    }

    private String row(KnownFact fact) {
        return "| %s<br>`%s` | %s [%s] | %s | %s |\n"
                .formatted(
                        cell(fact.statement()),
                        fact.id(),
                        cell(fact.source()),
                        String.join(", ", fact.evidence()),
                        fact.setting().isEmpty() ? "" : "`" + fact.setting() + "`",
                        proofsOf(fact).stream()
                                .map(proof -> proof.room() + ": " + cell(proof.title()))
                                .collect(Collectors.joining("<br>")));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private String list(Predicate<KnownFact> which) {
        String lines = all().stream()
                .filter(which)
                .map(fact -> "- `" + fact.id() + "`: " + fact.statement() + "\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? "None.\n" : lines;
    }

    private String count(List<KnownFact> known) {
        long proved = known.stream().filter(fact -> !proofsOf(fact).isEmpty()).count();
        return "%d facts, %d of them with a test\n".formatted(known.size(), proved);
    }

    private List<KnownFact> all() {
        return facts.values().stream().flatMap(Collection::stream).toList();
    }

    private List<Proof> proofsOf(KnownFact fact) {
        return proofs.stream()
                .filter(proof -> proof.facts().contains(fact.id()))
                .toList();
    }
}
