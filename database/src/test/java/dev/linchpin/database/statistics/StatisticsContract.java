package dev.linchpin.database.statistics;

import static dev.linchpin.engine.model.ObjectType.COMPANIES;
import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class StatisticsContract extends DatabaseContract {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @SuppressWarnings("NullAway.Init")
    private Statistics statistics;

    StatisticsContract(Product product) {
        super(product);
    }

    @BeforeEach
    void take() {
        statistics = database.statistics();
    }

    private static Instant after(int minutes) {
        return NOON.plus(MINUTE.multipliedBy(minutes));
    }

    private static Sample sample(long toHubSpot, @Nullable Duration lag) {
        return new Sample(toHubSpot, 2 * toHubSpot, 1, lag, null, 0);
    }

    private static Sample calls(long calls) {
        return new Sample(0, 0, 0, null, null, calls);
    }

    private List<Point> contacts(Duration step) {
        return statistics.between(NOON, after(60), step, CONTACTS).stream()
                .filter(point -> CONTACTS.equals(point.type()))
                .toList();
    }

    @Test
    void what_is_added_to_a_minute_sums_up_and_the_longest_lag_stays() {
        var lag = Duration.ofMillis(250);
        statistics.add(NOON.plusSeconds(59), calls(3), Map.of(CONTACTS, sample(1, lag)));
        statistics.add(NOON, calls(4), Map.of(CONTACTS, sample(2, Duration.ofMillis(100))));
        statistics.add(NOON, calls(0), Map.of(CONTACTS, sample(0, null)));

        assertThat(statistics.between(NOON, after(1), MINUTE, null))
                .containsExactly(
                        new Point(null, NOON, calls(7), 0),
                        new Point(CONTACTS, NOON, new Sample(3, 6, 3, lag, null, 0), 0));
    }

    @Test
    void a_first_lag_is_taken_beside_none() {
        statistics.add(NOON, Sample.NONE, Map.of(CONTACTS, sample(0, null)));
        statistics.add(NOON, Sample.NONE, Map.of(CONTACTS, sample(0, MINUTE)));

        assertThat(contacts(MINUTE).getFirst().sample().lagToHubSpot()).isEqualTo(MINUTE);
    }

    @Test
    void minutes_are_put_together_into_steps_and_those_without_anything_are_absent() {
        statistics.add(after(3), Sample.NONE, Map.of(CONTACTS, sample(1, MINUTE)));
        statistics.add(after(4), Sample.NONE, Map.of(CONTACTS, sample(2, null)));
        statistics.add(after(10), Sample.NONE, Map.of(CONTACTS, sample(4, null)));
        statistics.add(after(60), Sample.NONE, Map.of(CONTACTS, sample(8, null)));

        assertThat(contacts(Duration.ofMinutes(5)))
                .extracting(
                        Point::at,
                        point -> point.sample().toHubSpot(),
                        point -> point.sample().lagToHubSpot())
                .containsExactly(tuple(NOON, 3L, MINUTE), tuple(after(10), 4L, null));
    }

    @Test
    void the_length_of_the_queue_is_kept_at_its_longest() {
        linkOf("11");
        linkOf("12");
        statistics.add(NOON, Sample.NONE, Map.of(CONTACTS, Sample.NONE));
        run(tx -> tx.remove(tx.linksByRecord(CONTACTS, List.of(new HubSpotId("11")))
                .values()
                .iterator()
                .next()));
        statistics.add(NOON, Sample.NONE, Map.of(CONTACTS, Sample.NONE));
        statistics.add(after(1), Sample.NONE, Map.of(CONTACTS, Sample.NONE));

        assertThat(contacts(MINUTE)).extracting(Point::queueDepth).containsExactly(2L, 1L);
        assertThat(contacts(Duration.ofMinutes(5)))
                .extracting(Point::queueDepth)
                .containsExactly(2L);
    }

    @Test
    void one_type_is_asked_for_with_what_belongs_to_none() {
        statistics.add(NOON, calls(1), Map.of(CONTACTS, Sample.NONE, COMPANIES, Sample.NONE));

        assertThat(statistics.between(NOON, after(1), MINUTE, COMPANIES))
                .extracting(Point::type)
                .containsExactly(null, COMPANIES);
        assertThat(statistics.between(NOON, after(1), MINUTE, new ObjectType("deals")))
                .hasSize(1);
    }

    @Test
    void what_is_old_is_taken_out() {
        statistics.add(NOON, Sample.NONE, Map.of());
        statistics.add(after(1), Sample.NONE, Map.of());

        run(tx -> tx.retention().purge(Retention.Kind.STATISTICS, after(1), 1_000));

        assertThat(statistics.between(NOON, after(60), MINUTE, null))
                .extracting(Point::at)
                .containsExactly(after(1));
    }
}
