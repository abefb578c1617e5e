package dev.linchpin.simulator.facts;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.linchpin.simulator.contract.ContractSuite;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A test or check, and what it proves.
 *
 * @param room the test's class, or {@code contract} for a check of the contract suite
 * @param title what it says as a sentence
 * @param facts ids of the facts
 */
record Proof(String room, String title, List<String> facts) {

    /** All there are, in an order that does not depend on the file system. */
    static List<Proof> all() throws IOException {
        return Stream.concat(tests(), checks())
                .sorted(Comparator.comparing(Proof::room).thenComparing(Proof::title))
                .toList();
    }

    /** The tests of this module that name facts. */
    private static Stream<Proof> tests() {
        return new ClassFileImporter(List.of(new ImportOption.OnlyIncludeTests()))
                .importPackages("dev.linchpin.simulator").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Fact.class))
                        .map(Proof::of);
    }

    private static Proof of(JavaMethod method) {
        return new Proof(
                method.getOwner().getSimpleName(),
                method.getName().replace('_', ' '),
                List.of(method.getAnnotationOfType(Fact.class).value()));
    }

    private static Stream<Proof> checks() throws IOException {
        return ContractSuite.checks().stream().map(check -> new Proof("contract", check.title(), check.facts()));
    }
}
