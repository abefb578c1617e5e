package dev.linchpin.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The rules of the house, checked on whatever classes of ours are on the class path. */
class HouseRulesTest {
    private static final String ENGINE = "dev.linchpin.engine..";
    private static final String HUBSPOT = "dev.linchpin.hubspot..";
    private static final String DATABASE = "dev.linchpin.database..";
    private static final String ENRICHMENT = "dev.linchpin.enrichment..";
    private static final String SIMULATOR = "dev.linchpin.simulator..";
    private static final String SERVER = "dev.linchpin.server..";
    private static final String BENCHMARKS = "dev.linchpin.benchmarks..";
    private static final String OURS = "dev.linchpin..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.linchpin");

    @Test
    void the_rules_are_about_something() {
        for (var room : Set.of(ENGINE, HUBSPOT, DATABASE, SIMULATOR, SERVER)) {
            assertThat(CLASSES.that(resideInAPackage(room))).as(room).isNotEmpty();
        }
    }

    @Test
    void the_engine_knows_only_the_jdk_a_log_and_nullness() {
        classes()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ENGINE, "java..", "org.slf4j", "org.jspecify.annotations")
                .check(CLASSES);
    }

    @Test
    void the_engine_touches_no_network_no_sql_and_no_file() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.sql..", "javax..", "java.nio.file..", "java.nio.channels..")
                .orShould()
                .dependOnClassesThat(are(inPackage("java.io")
                        .and(DescribedPredicate.not(
                                named("java.io.Serializable", "java.io.UncheckedIOException", "java.io.IOException")))))
                .check(CLASSES);
    }

    @Test
    void the_hubspot_side_knows_only_the_engine() {
        roomKnowsOfOurs(HUBSPOT, ENGINE);
    }

    @Test
    void the_sql_side_knows_only_the_engine() {
        roomKnowsOfOurs(DATABASE, ENGINE);
    }

    @Test
    void enrichment_knows_only_the_engine() {
        roomKnowsOfOurs(ENRICHMENT, ENGINE);
    }

    @Test
    void the_simulator_shares_nothing_with_what_it_tests() {
        roomKnowsOfOurs(SIMULATOR);
    }

    @Test
    void the_server_knows_all_but_the_benchmarks() {
        roomKnowsOfOurs(SERVER, ENGINE, HUBSPOT, DATABASE, ENRICHMENT, SIMULATOR, "dev.linchpin.dashboard..");
    }

    @Test
    void the_server_starts_the_simulator_by_its_front_door_only() {
        noClasses()
                .that()
                .resideInAPackage(SERVER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.linchpin.simulator.*..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void nobody_knows_the_server_but_what_measures_it() {
        noClasses()
                .that()
                .resideInAPackage(OURS)
                .and()
                .resideOutsideOfPackages(SERVER, BENCHMARKS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVER, BENCHMARKS)
                .check(CLASSES);
    }

    @Test
    void the_oracle_judges_without_the_help_of_what_it_judges() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.linchpin.torture.oracle..", "dev.linchpin.torture.people..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.linchpin.engine.merge..", "dev.linchpin.engine.cycle..", DATABASE, HUBSPOT)
                .check(CLASSES);
    }

    @Test
    void packages_depend_on_each_other_in_one_direction_only() {
        slices().matching("dev.linchpin.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_core_is_told_the_time() {
        noCoreClass("read the system clock", access -> {
            var owner = access.getTargetOwner();
            var name = access.getName();
            return switch (owner.getName()) {
                case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
                case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
                case "java.util.Date", "java.util.Calendar", "java.util.GregorianCalendar" ->
                    name.equals("<init>") || name.equals("getInstance");
                default ->
                    owner.getPackageName().equals("java.time")
                            && name.equals("now")
                            && access.getTarget() instanceof CodeUnitAccessTarget target
                            && target.getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Clock.class));
            };
        });
    }

    @Test
    void the_core_starts_no_thread() {
        noCoreClass("start a thread", access -> {
            var owner = access.getTargetOwner();
            var name = access.getName();
            if (owner.isAssignableTo(Thread.class)) {
                return Set.of("<init>", "start", "ofVirtual", "ofPlatform", "startVirtualThread", "builder")
                        .contains(name);
            }
            if (owner.isAssignableTo(CompletableFuture.class)) {
                return name.endsWith("Async");
            }
            return owner.isAssignableTo(ExecutorService.class)
                    || owner.getName().startsWith("java.util.concurrent.StructuredTaskScope")
                    || owner.isEquivalentTo(Executors.class)
                    || owner.isEquivalentTo(ForkJoinPool.class)
                    || owner.isEquivalentTo(Timer.class)
                    || name.equals("parallelStream")
                    || (name.equals("parallel") && owner.getPackageName().equals("java.util.stream"));
        });
    }

    @Test
    void the_core_waits_only_where_a_simulation_can_wait_in_its_place() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE, HUBSPOT, DATABASE)
                .and()
                .resideOutsideOfPackage("dev.linchpin.hubspot.waiting")
                .should()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("sleep") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        var owner = call.getTargetOwner();
                        return call.getName().equals("sleep")
                                && (owner.isEquivalentTo(Thread.class) || owner.isEquivalentTo(TimeUnit.class));
                    }
                })
                .check(CLASSES);
    }

    @Test
    void the_engine_is_told_what_is_random() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(RandomGenerator.class)
                .check(CLASSES);
    }

    @Test
    void nothing_static_is_ever_assigned_anew() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(OURS)
                .and()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(CLASSES);
    }

    @Test
    void nothing_static_can_be_changed_inside() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(OURS)
                .and()
                .areStatic()
                .should()
                .notHaveRawType(mutable())
                .check(CLASSES);
    }

    private static void roomKnowsOfOurs(String room, String... others) {
        var allowed = new ArrayList<>(List.of(others));
        allowed.add(room);
        noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(are(resideInAPackage(OURS)
                        .and(DescribedPredicate.not(resideInAnyPackage(allowed.toArray(String[]::new))))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private interface Forbidden {
        boolean matches(JavaAccess<?> access);
    }

    /** The core is what the deterministic simulation drives. */
    private static void noCoreClass(String what, Forbidden forbidden) {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE, HUBSPOT, DATABASE)
                .should()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>(what) {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        return forbidden.matches(access);
                    }
                })
                .check(CLASSES);
    }

    /** Types made to be changed by whoever holds them. Constant maps and lists hide behind their interfaces. */
    private static DescribedPredicate<JavaClass> mutable() {
        return new DescribedPredicate<>("a type made to be changed") {
            @Override
            public boolean test(JavaClass type) {
                return type.getPackageName().startsWith("java.util.concurrent.atomic")
                        || type.isAssignableTo(ConcurrentMap.class)
                        || type.isAssignableTo(AbstractCollection.class)
                        || type.isAssignableTo(AbstractMap.class)
                        || type.isAssignableTo(Lock.class)
                        || type.isAssignableTo(ThreadLocal.class)
                        || type.isAssignableTo(StringBuilder.class);
            }
        };
    }

    private static DescribedPredicate<JavaClass> inPackage(String name) {
        return resideInAPackage(name);
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        var set = Set.of(names);
        return new DescribedPredicate<>("named any of " + set) {
            @Override
            public boolean test(JavaClass type) {
                return set.contains(type.getName());
            }
        };
    }
}
