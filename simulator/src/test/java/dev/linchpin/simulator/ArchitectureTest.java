package dev.linchpin.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses classes = new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
            .importPackages("dev.linchpin.simulator");

    @Test
    void packages_form_no_cycles() {
        slices().matching("dev.linchpin.simulator.(**)")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void only_the_http_package_knows_sockets_and_only_it_and_the_root_know_threads() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.linchpin.simulator.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "java.net.http..", "jakarta.servlet..")
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage("dev.linchpin.simulator.*..")
                .and()
                .resideOutsideOfPackage("dev.linchpin.simulator.http..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(classes);
    }

    @Test
    void nothing_but_the_options_reads_the_system_clock() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.linchpin.simulator.SimulatorOptions")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .check(classes);
    }

    @Test
    void no_other_module_of_linchpin_is_used() {
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "belong to another module",
                        type -> type.getPackageName().startsWith("dev.linchpin")
                                && !type.getPackageName().startsWith("dev.linchpin.simulator")))
                .check(classes);
    }
}
