package dev.linchpin.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.linchpin.simulator.Simulator;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.settings.LimitPlan;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ContractSuiteTest {

    /** A suite that found none of its files would pass. */
    private static final int FEWEST_CHECKS = 350;

    @TestFactory
    Stream<DynamicTest> hubspots_own_client_gets_from_the_simulator_what_it_gets_from_hubspot() throws IOException {
        return checks("client");
    }

    @TestFactory
    Stream<DynamicTest> plain_http_gets_from_the_simulator_what_it_gets_from_hubspot() throws IOException {
        return checks("http");
    }

    private static Stream<DynamicTest> checks(String driver) throws IOException {
        var account =
                SimulatorOptions.defaults().withPort(0).withRecords(200, 50, 20).withLimits(LimitPlan.OFF);
        try (var simulator = Simulator.start(account)) {
            List<ContractSuite.Result> results = ContractSuite.results(driver, simulator.url(), "pat-simulator");
            assertThat(results).hasSizeGreaterThanOrEqualTo(FEWEST_CHECKS);
            return results.stream().map(result -> DynamicTest.dynamicTest(result.id(), () -> report(result)));
        }
    }

    private static void report(ContractSuite.Result result) {
        if (!result.passed()) {
            fail(result.id() + "\n" + result.message() + "\nfacts: " + String.join(", ", result.facts()));
        }
    }
}
