package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.store.Conflict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rows and records that appear: matched or created, exactly once. */
abstract class CreatesContract extends BedContract {
    CreatesContract(Place place) {
        super(place);
    }

    @Test
    void an_inserted_row_becomes_one_record() {
        var bed = started(0);

        bed.sql("insert into " + bed.table() + " (email, firstname) values ('Ada@Example.com', 'Ada')");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_record_created_in_hubspot_becomes_one_row() {
        var bed = started(0);

        bed.person(
                "{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\",\"firstname\":\"Ada\"}}");
        bed.settle();

        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("1");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_row_and_a_record_with_one_address_become_one_link() {
        var bed = started(0);

        bed.person(
                "{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\",\"firstname\":\"Ada\"}}");
        bed.sql("insert into " + bed.table() + " (email, jobtitle) values ('ADA@example.com', 'Countess')");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("1");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_create_whose_answer_is_lost_exists_once() {
        var bed = started(0);
        bed.calls.loseAnswer(path("/contacts/batch/upsert"));

        bed.sql("insert into " + bed.table() + " (email, firstname) values ('ada@example.com', 'Ada')");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_create_whose_request_is_lost_is_sent_again() {
        var bed = started(0);
        bed.calls.loseRequest(path("/contacts/batch/upsert"));

        bed.sql("insert into " + bed.table() + " (email, firstname) values ('ada@example.com', 'Ada')");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_process_killed_between_create_and_answer_makes_no_second_record() {
        var bed = started(0);
        bed.calls.after(path("/contacts/batch/upsert"), () -> {
            throw new Bed.Killed();
        });
        bed.sql("insert into " + bed.table() + " (firstname) values ('No address')");

        assertThat(runUntilKilled(bed)).isTrue();
        bed.restart();
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_second_row_with_an_address_in_use_is_a_conflict_naming_both() {
        var bed = started(0);
        bed.sql("insert into " + bed.table() + " (email) values ('ada@example.com')");
        bed.settle();
        bed.sql("insert into " + bed.table() + " (email) values ('Ada@example.com')");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.IDENTITY);
            assertThat(conflict.detail()).contains("row");
        });
    }

    /** A row that is inserted and deleted again, while the process that creates its record stands still with the request. */
    private static Runnable stalledCreate(Bed bed) {
        var create = bed.calls.stall(path("/contacts/batch/upsert"));
        bed.sql("insert into " + bed.table() + " (id, email, firstname) values (7, 'Ada@Example.com', 'Ada')");
        bed.run(Duration.ofSeconds(5));
        bed.sql("delete from " + bed.table() + " where id = 7");
        bed.settle();
        return create;
    }

    @Test
    void a_create_that_is_carried_out_long_after_its_row_was_deleted_is_archived() {
        var bed = started(0);
        var create = stalledCreate(bed);

        create.run();
        bed.settle();

        assertThat(bed.contactsInHubSpot()).isEmpty();
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("0");
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_create_that_was_carried_out_too_late_and_edited_by_a_person_is_a_conflict() {
        var bed = started(0);
        var create = stalledCreate(bed);

        bed.whileDown(() -> {
            create.run();
            bed.edit(bed.contactsInHubSpot().keySet().iterator().next(), "phone", "edited");
        });

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.DELETED_AND_EDITED));
    }

    @Test
    void a_create_that_was_carried_out_too_late_is_a_conflict_where_another_row_has_the_key() {
        var bed = started(0);
        var create = stalledCreate(bed);
        bed.sql("insert into " + bed.table() + " (id, firstname) values (7, 'Grace')");
        bed.settle();

        create.run();
        bed.settle();

        assertThat(bed.value("select firstname from " + bed.table())).isEqualTo("Grace");
        assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.IDENTITY);
            assertThat(conflict.detail()).contains("deleted before HubSpot answered");
        });
    }
}
