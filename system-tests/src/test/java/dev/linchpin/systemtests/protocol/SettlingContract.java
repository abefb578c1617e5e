package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Traits;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fresh record is given the time that HubSpot's own workflows take with it, and what holds on the first link. */
abstract class SettlingContract extends BedContract {
    SettlingContract(Place place) {
        super(place);
    }

    private Bed started(Traits traits) {
        return started(bed(
                SimulatorOptions.defaults().withRecords(0, 0, 0),
                List.of(Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL)
                        .withTraits(traits)),
                EngineSettings.defaults()));
    }

    private Bed settling() {
        return started(Traits.NONE.withSettle(Duration.ofSeconds(5)));
    }

    private static String created(Bed bed) {
        return bed.person("{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\"}}")
                .path("id")
                .asString();
    }

    private static String rows(Bed bed) {
        return String.valueOf(bed.value("select count(*) from " + bed.table()));
    }

    private static long reads(Bed bed) {
        return bed.calls.made().stream()
                .filter(call -> call.endsWith("/contacts/batch/read"))
                .count();
    }

    @Test
    void a_fresh_record_is_worked_on_once_after_its_settle_time_however_often_it_is_touched_meanwhile() {
        var bed = settling();
        var reads = reads(bed);
        var record = created(bed);
        for (var i = 1; i <= 4; i++) {
            bed.run(Duration.ofSeconds(1));
            bed.edit(record, "phone", "touched " + i);
        }
        assertThat(rows(bed)).isEqualTo("0");

        bed.run(Duration.ofSeconds(2));
        assertThat(inRow(bed, record, "phone")).isEqualTo("touched 4");
        assertThat(reads(bed) - reads).isEqualTo(1);
    }

    @Test
    void a_steady_stream_of_events_does_not_keep_a_record_waiting() {
        var bed = settling();
        var record = created(bed);
        for (var i = 1; i <= 7; i++) {
            bed.edit(record, "phone", "touched " + i);
            bed.run(Duration.ofMillis(900));
        }

        assertThat(rows(bed)).isEqualTo("1");
    }

    @Test
    void a_person_who_asks_does_not_wait() {
        var bed = settling();
        var record = created(bed);
        bed.run(Duration.ofMillis(500));
        assertThat(rows(bed)).isEqualTo("0");

        bed.engine().desk().look(List.of(new Mark.OfRecord(ObjectType.CONTACTS, new HubSpotId(record), Cause.PERSON)));
        bed.run(Duration.ofMillis(500));

        assertThat(rows(bed)).isEqualTo("1");
    }

    @Test
    void an_edit_of_a_record_that_has_its_row_does_not_wait() {
        var bed = settling();
        var record = created(bed);
        bed.settle();

        bed.edit(record, "phone", "now");
        bed.run(Duration.ofSeconds(1));

        assertThat(inRow(bed, record, "phone")).isEqualTo("now");
    }

    private Bed linked(Traits.FirstLink who) {
        var bed = started(Traits.NONE.withFirstLink(who));
        bed.kill();
        bed.person("{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\",\"phone\":\"theirs\","
                + "\"jobtitle\":\"Countess\"}}");
        bed.sql("insert into " + bed.table() + " (email, phone, firstname) values ('ada@example.com', 'ours', 'Ada')");
        bed.start();
        bed.settle();
        return bed;
    }

    @Test
    void on_the_first_link_blanks_are_filled_and_the_rest_goes_by_policy() {
        var bed = linked(Traits.FirstLink.FILL_BLANKS);

        assertThat(bed.query("select phone, firstname, jobtitle from " + bed.table()))
                .containsExactly(List.of("ours", "Ada", "Countess"));
        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.field()).isEqualTo("phone"));
    }

    @Test
    void on_the_first_link_hubspot_may_hold_and_afterwards_the_policy_does() {
        var bed = linked(Traits.FirstLink.HUBSPOT);

        assertThat(bed.query("select phone, firstname, jobtitle from " + bed.table()))
                .containsExactly(List.of("theirs", "Ada", "Countess"));
        assertThat(bed.differences()).isEmpty();
        bed.kill();
        var record = anyRecord(bed);
        update(bed, record, "phone", "mine");
        bed.edit(record, "phone", "yours");
        bed.start();
        bed.settle();
        assertThat(conflicts(bed)).hasSize(1);
    }

    @Test
    void on_the_first_link_the_database_may_hold() {
        var bed = linked(Traits.FirstLink.DATABASE);

        assertThat(bed.query("select phone, firstname, jobtitle from " + bed.table()))
                .containsExactly(List.of("ours", "Ada", "Countess"));
        assertThat(bed.differences()).isEmpty();
        assertThat(conflicts(bed)).isEmpty();
    }
}
