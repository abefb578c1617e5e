package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.mirror.MirrorSettings;
import dev.linchpin.engine.model.ObjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of mirrors: grown, taken over, and refusing. */
abstract class MirrorTablesContract extends MirrorBeds {
    MirrorTablesContract(Place place) {
        super(place);
    }

    /** As the script made them that people come from. */
    private void oldTables(Bed bed) {
        if (place.table(ObjectType.CONTACTS).contains(".")) {
            bed.sql("create schema hubspot");
        }
        bed.sql("create table " + table("contacts") + " (id varchar(50) primary key, email varchar(255),"
                + " firstname varchar(255), phone varchar(50), createdate timestamp, lastmodifieddate timestamp,"
                + " hs_lastmodifieddate bigint, synced_at timestamp not null, created_at timestamp not null,"
                + " updated_at timestamp not null)");
        bed.sql("create table " + states() + " (id integer primary key, object_type varchar(50) not null unique,"
                + " last_sync_timestamp bigint, last_sync_date timestamp, status varchar(20) not null,"
                + " records_synced integer, error_message text, created_at timestamp not null,"
                + " updated_at timestamp not null)");
        bed.sql("insert into " + states() + " values (1, 'contacts', 1700000000000, null, 'success', 3, null,"
                + " '2026-01-01 00:00:00', '2026-01-01 00:00:00')");
    }

    @Test
    void tables_of_the_script_that_people_come_from_are_taken_over() {
        var bed = mirrors(5, contacts());
        oldTables(bed);
        bed.sql("insert into " + table("contacts") + " (id, email, synced_at, created_at, updated_at) values"
                + " ('1', 'gone@example.com', '2026-01-01 00:00:00', '2026-01-01 00:00:00', '2026-01-01 00:00:00')");

        load(bed);

        assertThat(rows(bed, "email")).isEqualTo(records(bed, "email")).hasSize(5);
        var modified = rows(bed, "hs_lastmodifieddate").values();
        assertThat(modified).allMatch(at -> at.matches("\\d{13}"));
        assertThat(state(bed, "contacts", "status")).isEqualTo("success");
        var stamps = rows(bed, "updated_at");
        aDayLater(bed);
        assertThat(rows(bed, "updated_at")).isEqualTo(stamps);
    }

    @Test
    void a_new_property_becomes_a_column_and_an_archived_one_keeps_its_own() {
        var bed = mirrors(120, MirrorSettings.of(ObjectType.CONTACTS, table("contacts")));
        load(bed);
        assertThat(bed.query("select count(*), max(hs_object_id) from " + table("contacts"))
                        .getFirst()
                        .getFirst())
                .isEqualTo("120");
        bed.definition("DELETE", "/loyalty_points", "");
        bed.definition(
                "POST",
                "",
                "{\"name\":\"shoe_size\",\"label\":\"Shoe size\",\"type\":\"number\",\"fieldType\":\"number\","
                        + "\"groupName\":\"contactinformation\"}");
        var record = rows(bed, "id").keySet().iterator().next();
        bed.edit(record, "shoe_size", "38.5");

        runAgain(bed);

        assertThat(rows(bed, "shoe_size + 1")).containsEntry(record, "39.5");
        assertThat(rows(bed, "loyalty_points")).hasSize(120);
        assertThat(state(bed, "contacts", "status")).isEqualTo("success");
    }

    @Test
    void a_property_that_is_mirrored_from_now_on_gets_all_its_values() {
        var bed = loaded(120);
        bed.kill();
        var more = new ArrayList<>(FEW);
        more.add("lastname");
        bed.mirrors = List.of(contacts().withProperties(more));

        load(bed);
        runAgain(bed);
        bed.run(Duration.ofMinutes(1));

        assertThat(rows(bed, "lastname")).isEqualTo(records(bed, "lastname"));
    }

    @Test
    void more_properties_than_a_url_can_name_are_read_by_the_records_ids() {
        var bed = mirrors(3, MirrorSettings.of(ObjectType.CONTACTS, table("contacts")));
        for (var number = 0; number < 300; number++) {
            bed.otherProgram(
                    "POST",
                    "/crm/properties/2026-09/contacts",
                    "{\"name\":\"a_property_of_our_own_" + number + "\",\"label\":\"Ours\",\"type\":\"string\","
                            + "\"fieldType\":\"text\",\"groupName\":\"contactinformation\"}");
        }
        load(bed);
        assertThat(bed.calls.made()).anyMatch(call -> call.endsWith("/contacts/batch/read"));

        var record = rows(bed, "id").keySet().iterator().next();
        bed.edit(record, "a_property_of_our_own_299", "the last one");
        runAgain(bed);

        assertThat(rows(bed, "a_property_of_our_own_299")).containsEntry(record, "the last one");
        assertThat(rows(bed, "email")).isEqualTo(records(bed, "email"));
    }

    @Test
    void a_table_that_somebody_dropped_is_made_anew_with_all_its_rows() {
        var bed = loaded(120);
        bed.sql("drop table " + table("contacts"));

        runAgain(bed);
        bed.run(EVERY);

        assertThat(rows(bed, "email")).isEqualTo(records(bed, "email")).hasSize(120);
        assertThat(state(bed, "contacts", "status")).isEqualTo("success");
    }

    @Test
    void a_record_that_the_database_refuses_is_named_and_does_not_keep_others_out() {
        var bed = mirrors(0, contacts());
        create(bed, 150);
        load(bed);
        var ids = List.copyOf(rows(bed, "id").keySet());
        bed.sql("create unique index only_one on " + table("contacts") + " (jobtitle)");
        bed.run(Duration.ofMinutes(1));
        modify(bed, ids, "jobtitle", id -> id.equals(ids.get(70)) ? "Title " + ids.get(3) : "Title " + id);
        runAgain(bed);

        assertThat(rows(bed, "jobtitle").values().stream().filter(title -> !title.isEmpty()))
                .hasSize(149);
        assertThat(state(bed, "contacts", "status")).isEqualTo("failed");
        assertThat(state(bed, "contacts", "error_message")).containsAnyOf(ids.get(70), ids.get(3));

        bed.sql("drop index " + (table("contacts").contains(".") ? "hubspot." : "") + "only_one"
                + (place == Place.MARIADB ? " on " + table("contacts") : ""));
        runAgain(bed);

        assertThat(rows(bed, "jobtitle")).isEqualTo(records(bed, "jobtitle"));
        assertThat(state(bed, "contacts", "status")).isEqualTo("success");
    }

    @Test
    void another_table_of_the_name_is_left_alone_and_told_of() {
        var bed = mirrors(1, contacts());
        if (table("contacts").contains(".")) {
            bed.sql("create schema hubspot");
        }
        bed.sql("create table " + table("contacts") + " (ship varchar(20))");

        bed.start();
        bed.run(Duration.ofMinutes(1));

        assertThat(state(bed, "contacts", "status")).isEqualTo("failed");
        assertThat(state(bed, "contacts", "error_message")).contains("Rename it");
        bed.sql("drop table " + table("contacts"));
        bed.run(EVERY.plusSeconds(30));
        assertThat(state(bed, "contacts", "status")).isEqualTo("success");
        assertThat(rows(bed, "id")).hasSize(1);
    }
}
