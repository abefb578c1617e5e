package dev.linchpin.engine.cycle.outcome;

import static dev.linchpin.engine.cycle.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.Given;
import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Disposition;
import dev.linchpin.engine.store.Store;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NextTest {
    private static final Next DONE = new Next.Done();
    private static final Next AT_ONCE = new Next.AtOnce();
    private static final Next LATER = new Next.Later(NOON.plusSeconds(5));
    private static final Next FAILURE = new Next.Failure("no", Duration.ZERO);
    private static final List<Next> BY_DEMAND = List.of(DONE, AT_ONCE, LATER, FAILURE);

    private final Environment environment = new Environment(
            EngineSettings.defaults(),
            unused(HubSpot.class),
            unused(Store.class),
            Clock.fixed(NOON, ZoneOffset.UTC),
            UUID::randomUUID,
            _ -> {});

    @Property
    void findings_combine_to_the_most_demanding_in_any_order(@ForAll("findings") List<Next> findings) {
        var most = findings.stream().mapToInt(BY_DEMAND::indexOf).max().orElse(0);
        assertThat(findings.stream().reduce(DONE, Next::and)).isEqualTo(BY_DEMAND.get(most));
        assertThat(findings.reversed().stream().reduce(DONE, Next::and)).isEqualTo(BY_DEMAND.get(most));
    }

    @Provide
    Arbitrary<List<Next>> findings() {
        return Arbitraries.of(BY_DEMAND).list().ofMaxSize(4);
    }

    @Test
    void of_two_waits_the_longer_one_counts() {
        var longer = new Next.Later(NOON.plusSeconds(10));
        assertThat(LATER.and(longer)).isEqualTo(longer);
        assertThat(longer.and(LATER)).isEqualTo(longer);
    }

    @Test
    void what_is_done_is_cleared_as_of_the_claims_sequence() {
        assertThat(DONE.disposition(environment, claim(0))).isEqualTo(new Disposition.Cleared(Given.LINK, 9));
    }

    @Test
    void progress_forgets_failures_and_waiting_keeps_their_count() {
        assertThat(AT_ONCE.disposition(environment, claim(3))).isEqualTo(new Disposition.Again(Given.LINK, 9, NOON));
        assertThat(LATER.disposition(environment, claim(3)))
                .isEqualTo(new Disposition.Postponed(Given.LINK, 9, NOON.plusSeconds(5)));
    }

    @Test
    void failures_back_off_further_each_time_up_to_a_bound() {
        var waits = List.of(0, 1, 2, 5, 8, 9, 30).stream().map(this::wait).toList();
        assertThat(waits).isSortedAccordingTo(Duration::compareTo);
        assertThat(waits.getFirst()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_250));
        assertThat(waits.get(3)).isBetween(Duration.ofSeconds(32), Duration.ofSeconds(40));
        assertThat(waits.getLast()).isBetween(Duration.ofSeconds(300), Duration.ofSeconds(375));
    }

    @Test
    void what_failed_together_does_not_come_back_together() {
        assertThat(environment.retryAt(1, 5)).isNotEqualTo(environment.retryAt(2, 5));
    }

    @Test
    void a_failure_is_tried_no_earlier_than_hubspot_asked() {
        assertThat(new Next.Failure("no", Duration.ofMinutes(2)).disposition(environment, claim(0)))
                .isEqualTo(new Disposition.Failed(Given.LINK, 9, NOON.plusSeconds(120), "no"));
    }

    private Duration wait(int failures) {
        return FAILURE.disposition(environment, claim(failures)) instanceof Disposition.Failed failed
                ? Duration.between(NOON, failed.notBefore())
                : Duration.ZERO;
    }

    private static Claim claim(int failures) {
        return new Claim(
                Given.link(Map.of(), Map.of()), 9, Cause.SQL, Instant.EPOCH, failures, List.of(), List.of(), List.of());
    }

    private static <T> T unused(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, _) -> {
            throw new AssertionError(method + " was not to be called");
        }));
    }
}
