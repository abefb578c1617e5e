package dev.linchpin.simulator.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.SimulatedHubSpot;
import dev.linchpin.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Finds the tests and checks once for all of its own, which takes seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FactsDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/simulator-facts.md");

    private final SequencedMap<String, List<KnownFact>> facts;
    private final List<Proof> proofs;

    FactsDocumentTest() throws IOException {
        facts = FactsRegister.read();
        proofs = Proof.all();
    }

    @Test
    void every_fact_that_a_test_names_is_in_the_register() {
        var known = all().map(KnownFact::id).collect(Collectors.toSet());
        for (Proof proof : proofs) {
            assertThat(known)
                    .as("facts of \"%s: %s\"", proof.room(), proof.title())
                    .containsAll(proof.facts());
        }
    }

    @Test
    void every_setting_that_a_fact_names_exists() {
        var settings = new SimulatedHubSpot(SimulatorOptions.defaults().withRecords(0, 0, 0))
                .settings()
                .toJson();
        assertThat(all().filter(fact -> !fact.setting().isEmpty())).allSatisfy(fact -> {
            for (String setting : fact.setting().split(", *", -1)) {
                assertThat(settings.at("/" + setting.replace('.', '/')).isMissingNode())
                        .as("%s names the setting \"%s\", which does not exist", fact.id(), setting)
                        .isFalse();
            }
        });
    }

    @Test
    void the_document_says_what_the_register_and_the_tests_say() throws IOException {
        String text = new FactsDocument(facts, proofs).text();
        if (Boolean.getBoolean("linchpin.regenerate")) {
            Files.writeString(DOCUMENT, text);
        }
        // Not shown in full on a difference: what differs is seen after writing it anew.
        assertThat(Files.exists(DOCUMENT) && Files.readString(DOCUMENT).equals(text))
                .as("docs/simulator-facts.md says what is generated; if not, write it anew by: "
                        + FactsDocument.COMMAND)
                .isTrue();
    }

    private Stream<KnownFact> all() {
        return facts.values().stream().flatMap(Collection::stream);
    }
}
