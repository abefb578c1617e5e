package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Every write is looked up for an edit that it replaced unseen: when, and by what. */
abstract class AuditsContract extends BedContract {
    private static final String UPDATE = "/contacts/batch/update";

    AuditsContract(Place place) {
        super(place);
    }

    private Bed strict(Policy policy) {
        var settings = EngineSettings.defaults();
        return started(bed(
                SimulatorOptions.defaults().withRecords(3, 0, 0),
                List.of(Mappings.contacts(place.table(ObjectType.CONTACTS), policy)),
                settings.withSafety(settings.safety().withStrict(true))));
    }

    private static void hideAnEdit(Bed bed, String record) {
        bed.calls.before(path(UPDATE), () -> bed.edit(record, "phone", "from HubSpot"));
        update(bed, record, "phone", "from SQL");
    }

    private static long reads(Bed bed) {
        return bed.calls.made().stream()
                .filter(call -> call.endsWith("/contacts/batch/read"))
                .count();
    }

    private static void assertOverwritten(Bed bed, String local, String hubspot) {
        assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.OVERWRITTEN);
            assertThat(conflict.local().text()).isEqualTo(local);
            assertThat(conflict.hubspot().text()).isEqualTo(hubspot);
        });
    }

    @Test
    void strict_finds_a_replaced_edit_before_the_write_is_settled() {
        var bed = strict(Policy.MANUAL);
        var record = anyRecord(bed);
        bed.webhooks = false;
        hideAnEdit(bed, record);

        bed.run(Duration.ofMillis(500));

        assertOverwritten(bed, "from SQL", "from HubSpot");
    }

    @Test
    void strict_leaves_nothing_to_audit_later() {
        var bed = strict(Policy.MANUAL);
        var record = anyRecord(bed);
        bed.webhooks = false;
        update(bed, record, "phone", "from SQL");
        bed.run(Duration.ofMillis(500));
        var reads = reads(bed);

        bed.run(Duration.ofSeconds(25));

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("from SQL");
        assertThat(reads(bed)).isEqualTo(reads);
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void strict_brings_a_replaced_edit_back_where_the_policy_says_so() {
        var bed = strict(Policy.HUBSPOT_WINS);
        var record = anyRecord(bed);
        bed.webhooks = false;
        hideAnEdit(bed, record);

        bed.run(Duration.ofSeconds(2));

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("from HubSpot");
        assertThat(bed.differences()).isEmpty();
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void strict_audits_later_what_it_could_not_read_at_once() {
        var bed = strict(Policy.MANUAL);
        var record = anyRecord(bed);
        bed.webhooks = false;
        bed.calls.before(path(UPDATE), () -> {
            bed.edit(record, "phone", "from HubSpot");
            for (var attempt = 0; attempt < 10; attempt++) {
                bed.calls.loseAnswer(path("/contacts/batch/read"));
            }
        });
        update(bed, record, "phone", "from SQL");

        bed.run(Duration.ofMinutes(2));

        assertOverwritten(bed, "from SQL", "from HubSpot");
    }

    @Test
    void balanced_audits_at_once_when_an_event_falls_between_read_and_write() {
        var bed = started(3);
        var record = anyRecord(bed);
        hideAnEdit(bed, record);

        bed.run(Duration.ofSeconds(5));

        assertOverwritten(bed, "from SQL", "from HubSpot");
    }

    @Test
    void balanced_audits_every_write_in_the_end_though_no_event_tells_of_anything() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.webhooks = false;
        hideAnEdit(bed, record);

        bed.run(Duration.ofSeconds(5));
        assertThat(conflicts(bed)).isEmpty();
        bed.run(Duration.ofSeconds(25));

        assertOverwritten(bed, "from SQL", "from HubSpot");
    }

    @Test
    void an_audit_outlives_the_process_that_wrote() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.webhooks = false;
        hideAnEdit(bed, record);
        bed.run(Duration.ofSeconds(2));

        bed.restart();
        bed.settle();

        assertOverwritten(bed, "from SQL", "from HubSpot");
    }

    @Test
    void an_audit_judges_by_time_and_not_by_value() {
        var bed = started(3);
        var record = anyRecord(bed);
        var before = String.valueOf(bed.inHubSpot(record, "phone"));
        bed.calls.before(path(UPDATE), () -> {
            bed.edit(record, "phone", "something else");
            bed.clock.advance(Duration.ofMillis(5));
            bed.edit(record, "phone", before);
        });
        update(bed, record, "phone", "from SQL");

        bed.settle();

        assertOverwritten(bed, "from SQL", before);
    }

    @Test
    void a_conflict_about_a_replaced_edit_shows_what_the_row_holds_now() {
        var bed = started(3);
        var record = anyRecord(bed);
        hideAnEdit(bed, record);
        bed.settle();
        var shown = conflicts(bed).getFirst();

        update(bed, record, "phone", "moved");
        bed.settle();

        assertOverwritten(bed, "moved", "from HubSpot");
        var now = conflicts(bed).getFirst();
        assertThat(now.version()).isGreaterThan(shown.version());
        assertThat(bed.engine().desk().resolve(now.id(), new Choice.DatabaseHolds(), OptionalInt.of(shown.version())))
                .isInstanceOf(Verdict.Moved.class);
        assertThat(bed.engine().desk().resolve(now.id(), new Choice.DatabaseHolds(), OptionalInt.of(now.version())))
                .isInstanceOf(Verdict.Accepted.class);
        bed.settle();
        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("moved");
        assertThat(conflicts(bed)).isEmpty();
    }
}
