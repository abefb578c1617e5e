package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.mirror.MirrorLoop;
import dev.linchpin.engine.mirror.MirrorSettings;
import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A mirror shows what HubSpot has, whatever happens there, and writes nothing to it. */
abstract class MirrorContract extends MirrorBeds {
    MirrorContract(Place place) {
        super(place);
    }

    @Test
    void everything_is_loaded_and_nothing_is_written_to_hubspot() {
        var bed = mirrors(0, contacts());
        bed.set("{\"tokens\":[{\"token\":\"reader\",\"scopes\":[\"crm.objects.contacts.read\","
                + "\"crm.schemas.contacts.read\",\"crm.objects.deals.read\"]}]}");
        bed.token = "reader";
        create(bed, 250);
        var before = bed.stats().path("writes").toString();
        var definitions = bed.definition("GET", "", "").path("results").size();

        load(bed);
        bed.edit(rows(bed, "id").keySet().iterator().next(), "phone", "1");
        var edited = bed.stats().path("writes").toString();
        aDayLater(bed);

        assertThat(rows(bed, "email")).isEqualTo(records(bed, "email")).hasSize(250);
        assertThat(rows(bed, "phone")).isEqualTo(records(bed, "phone")).containsValue("1");
        assertThat(edited).isNotEqualTo(before);
        assertThat(bed.stats().path("writes").toString()).isEqualTo(edited);
        assertThat(bed.definition("GET", "", "").path("results").size()).isEqualTo(definitions);
        assertThat(bed.calls.made()).noneMatch(call -> call.startsWith("PATCH") || call.startsWith("DELETE"));
        assertThat(bed.stats().path("rateLimited")).isEmpty();
    }

    @Test
    void columns_are_typed_and_hold_what_hubspot_holds() {
        var bed = mirrors(3, contacts().withJson(true));
        load(bed);
        var record = rows(bed, "id").keySet().iterator().next();
        bed.edit(record, "loyalty_points", "12.50");
        bed.edit(record, "interests", "music;travel");
        runAgain(bed);

        var row = bed.query("select hubspot_id, loyalty_points + 1, interests from " + table("contacts")
                        + " where id = '" + record + "'")
                .getFirst();
        assertThat(row.getFirst()).isEqualTo(record);
        assertThat(Double.parseDouble(String.valueOf(row.get(1)))).isEqualTo(13.5);
        assertThat(row.get(2)).isEqualTo("music;travel");
        assertThat(String.valueOf(rows(bed, "properties_json").get(record)))
                .contains("\"hs_object_id\"", "\"" + record + "\"");
        assertThat(bed.value("select count(*) from " + table("contacts") + " where lastmodifieddate is null or"
                        + " hs_lastmodifieddate is null or synced_at is null or created_at is null"
                        + " or updated_at is null"))
                .isEqualTo("0");
    }

    @Test
    void a_run_takes_in_what_was_modified_and_leaves_other_rows_alone() {
        var bed = loaded(120);
        var stamps = rows(bed, "updated_at");
        var edited = stamps.keySet().iterator().next();
        bed.run(Duration.ofMinutes(1));
        bed.edit(edited, "jobtitle", "Captain");
        create(bed, 1);

        runAgain(bed);

        assertThat(rows(bed, "jobtitle")).containsEntry(edited, "Captain").isEqualTo(records(bed, "jobtitle"));
        var after = rows(bed, "updated_at");
        assertThat(after).hasSize(121);
        assertThat(stamps.entrySet())
                .allMatch(stamp ->
                        stamp.getKey().equals(edited) != Objects.equals(stamp.getValue(), after.get(stamp.getKey())));
        assertThat(rows(bed, "created_at").get(edited)).isLessThan(String.valueOf(after.get(edited)));
        assertThat(state(bed, "contacts", "records_synced")).isEqualTo("2");
    }

    @Test
    void what_the_search_index_learns_late_is_found_by_the_buffer() {
        var bed = loaded(5);
        bed.set("{\"searchLag\":\"PT3M\"}");
        bed.run(EVERY.minusMinutes(1));
        var record = rows(bed, "id").keySet().iterator().next();
        bed.edit(record, "jobtitle", "Late");
        bed.run(Duration.ofMinutes(2));
        assertThat(rows(bed, "jobtitle").get(record)).as("not indexed yet").isNotEqualTo("Late");

        runAgain(bed);

        assertThat(rows(bed, "jobtitle")).containsEntry(record, "Late");
    }

    @Test
    void archived_records_lose_their_rows_and_restored_ones_get_them_back() {
        var bed = loaded(10);
        var record = rows(bed, "id").keySet().iterator().next();
        bed.archive(record);
        bed.run(Duration.ofMinutes(80));
        assertThat(rows(bed, "id")).hasSize(9).doesNotContainKey(record);

        bed.restore(record);
        runAgain(bed);

        assertThat(rows(bed, "email")).isEqualTo(records(bed, "email")).hasSize(10);
    }

    @Test
    void of_two_merged_records_the_survivor_is_there_and_the_other_is_gone() {
        var bed = loaded(10);
        var ids = List.copyOf(rows(bed, "id").keySet());
        var survivor = bed.merge(ObjectType.CONTACTS, ids.get(3), ids.get(7));

        runAgain(bed);

        assertThat(rows(bed, "email"))
                .isEqualTo(records(bed, "email"))
                .hasSize(9)
                .containsKey(survivor);
    }

    @Test
    void rows_can_be_marked_instead_and_go_when_somebodys_data_must() {
        var bed = mirrors(10, contacts().withArchived(OnRecordArchived.MARK));
        load(bed);
        var ids = List.copyOf(rows(bed, "id").keySet());
        bed.archive(ids.get(0));
        bed.archive(ids.get(1));
        var answer = bed.hubspot.handle(SimulatedRequest.of(
                "POST",
                "/crm/objects/2026-09/contacts/gdpr-delete",
                "pat-simulator",
                "{\"objectId\":\"" + ids.get(2) + "\"}"));
        assertThat(answer.status()).isEqualTo(204);
        bed.run(Duration.ofMinutes(80));
        assertThat(rows(bed, "deleted_at").values().stream().filter(at -> !at.isEmpty()))
                .hasSize(2);

        bed.restore(ids.get(1));
        aDayLater(bed);

        var marks = rows(bed, "deleted_at");
        assertThat(marks).hasSize(9).doesNotContainKey(ids.get(2)).containsEntry(ids.get(1), "");
        assertThat(marks.get(ids.get(0))).isNotEmpty();
    }

    @Test
    void once_a_day_all_is_read_and_what_slipped_through_is_counted() {
        var bed = loaded(230);
        var proofs = new ArrayList<EngineEvent.MirrorProved>();
        bed.heard = event -> {
            if (event instanceof EngineEvent.MirrorProved proved) {
                proofs.add(proved);
            }
        };
        bed.run(Duration.ofMinutes(30));
        var ids = List.copyOf(rows(bed, "id").keySet());
        bed.sql("update " + table("contacts") + " set email = 'mine@example.com' where id = '" + ids.get(100) + "'");
        bed.sql("delete from " + table("contacts") + " where id = '" + ids.get(200) + "'");
        bed.sql("insert into " + table("contacts") + " (id, email) values ('" + ids.get(50) + "0', 'no@body.com')");

        aDayLater(bed);

        assertThat(rows(bed, "email")).isEqualTo(records(bed, "email")).hasSize(230);
        assertThat(proofs).hasSize(1);
        assertThat(proofs.getFirst().read()).isEqualTo(230);
        assertThat(proofs.getFirst().slipped()).isEqualTo(3);
    }

    @Test
    void a_load_goes_on_where_a_crash_ended_it() {
        var bed = mirrors(450, contacts());
        bed.calls.after(call -> call.uri().getPath().endsWith("/contacts") && pages(bed) == 3, () -> {
            throw new Bed.Killed();
        });
        try {
            load(bed);
        } catch (Bed.Killed killed) {
            assertThat(state(bed, "contacts", "status")).isEqualTo("running");
        }
        bed.kill();
        var before = pages(bed);

        load(bed);

        assertThat(rows(bed, "email")).isEqualTo(records(bed, "email")).hasSize(450);
        assertThat(before).isEqualTo(3);
        assertThat(pages(bed) - before).as("pages after the crash").isEqualTo(3);
        assertThat(state(bed, "contacts", "status")).isEqualTo("success");
    }

    private static long pages(Bed bed) {
        return bed.calls.made().stream()
                .filter(call -> call.startsWith("GET /crm/objects/") && call.endsWith("/contacts"))
                .count();
    }

    @Test
    void a_bulk_modification_beyond_the_search_window_is_listed_once_instead() {
        var bed = loaded(10_300);
        var ids = List.copyOf(rows(bed, "id").keySet());
        bed.run(Duration.ofMinutes(2));
        modify(bed, ids, "jobtitle", id -> "Title " + id);
        bed.run(Duration.ofMinutes(1));
        var listed = pages(bed);

        bed.run(Duration.ofHours(1));

        assertThat(rows(bed, "jobtitle")).isEqualTo(records(bed, "jobtitle"));
        assertThat(pages(bed) - listed).isBetween(104L, 230L);
    }

    @Test
    void runs_are_told_in_sync_state_as_people_know_it() {
        var bed = loaded(7);
        assertThat(bed.query("select id, object_type, status, records_synced, error_message from " + states()))
                .containsExactly(Arrays.asList("1", "contacts", "success", "7", null));
        assertThat(bed.query("select last_sync_timestamp, last_sync_date, created_at, updated_at from " + states()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getFirst()).startsWith("17951616");
                    assertThat(row.get(1)).startsWith("2026-11-20");
                    assertThat(row).doesNotContainNull();
                });
    }

    @Test
    void a_failure_is_told_in_sync_state_and_healed() {
        var bed = loaded(3);
        bed.hubspot.handle(SimulatedRequest.of(
                "PUT",
                "/_simulator/faults",
                null,
                "{\"rules\":[{\"route\":\"GET /crm/properties/*/contacts\",\"kind\":\"500\"}]}"));
        bed.run(Duration.ofMinutes(30));
        assertThat(state(bed, "contacts", "status")).isEqualTo("failed");
        assertThat(state(bed, "contacts", "error_message")).contains("HubSpot");
        var last = state(bed, "contacts", "last_sync_timestamp");

        bed.hubspot.handle(SimulatedRequest.of("DELETE", "/_simulator/faults", null, ""));
        var record = rows(bed, "id").keySet().iterator().next();
        bed.edit(record, "jobtitle", "Healed");
        runAgain(bed);

        assertThat(state(bed, "contacts", "status")).isEqualTo("success");
        assertThat(state(bed, "contacts", "error_message")).isNull();
        assertThat(Long.parseLong(String.valueOf(state(bed, "contacts", "last_sync_timestamp"))))
                .isGreaterThan(Long.parseLong(String.valueOf(last)));
        assertThat(rows(bed, "jobtitle")).containsEntry(record, "Healed");
    }

    @Test
    void pipelines_and_stages_are_mirrored_beside_their_deals() {
        var bed = mirrors(0, MirrorSettings.of(DEALS, table("deals")).withProperties(List.of("dealname", "dealstage")));
        bed.pipelineMirrors = List.of(DEALS);
        load(bed);
        var made = bed.otherProgram(
                "POST",
                "/crm/pipelines/2026-09/deals",
                "{\"label\":\"Renewals\",\"displayOrder\":1,\"stages\":[{\"label\":\"Open\",\"displayOrder\":0,"
                        + "\"metadata\":{\"probability\":\"0.4\"}}]}");
        var pipeline = made.path("id").asString();
        runAgain(bed);

        assertThat(bed.query("select label, active from " + table("deal_pipelines") + " where id = '" + pipeline + "'"))
                .hasSize(1);
        var stage = bed.query("select pipeline_id, label, metadata_json, created_at_hubspot, synced_at, created_at,"
                        + " updated_at from " + table("deal_stages") + " where pipeline_id = '" + pipeline + "'")
                .getFirst();
        assertThat(stage).doesNotContainNull();
        assertThat(stage.get(2)).contains("0.4");

        bed.otherProgram("DELETE", "/crm/pipelines/2026-09/deals/" + pipeline, "");
        runAgain(bed);
        assertThat(bed.query("select label from " + table("deal_pipelines") + " where not active"))
                .containsExactly(List.of("Renewals"));
        assertThat(bed.query("select label from " + table("deal_stages") + " where not active"))
                .containsExactly(List.of("Open"));
        assertThat(state(bed, "deal_pipelines", "status")).isEqualTo("success");
    }

    @Test
    void a_mirror_that_ran_is_due_at_the_next_time_of_its_timetable() {
        var bed = loaded(1);
        bed.run(Duration.ofSeconds(1));

        assertThat(bed.mirrorLoops)
                .extracting(MirrorLoop::report)
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.problem()).isNull();
                    assertThat(report.runs()).isEqualTo(1);
                    assertThat(report.nextAt()).isEqualTo("2026-11-20T08:15:00Z");
                });
    }
}
