package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.reference.Reference;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The read-only tables of what records refer to (design, section 9). */
abstract class ReferenceContract extends BedContract {
    ReferenceContract(Place place) {
        super(place);
    }

    private Bed started(Reference reference, int contacts) {
        var kind = reference == Reference.PIPELINES
                ? Kind.DEALS.mapping(place.table(Kind.DEALS.type()))
                : Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL);
        var bed =
                bed(SimulatorOptions.defaults().withRecords(contacts, 0, 0), List.of(kind), EngineSettings.defaults());
        bed.references = Set.of(reference);
        return started(bed);
    }

    private String table(String name) {
        return place.table(new ObjectType(name));
    }

    private static JsonNode call(Bed bed, String method, String path, String token, String body) {
        var answer = bed.hubspot.handle(SimulatedRequest.of(method, path, token, body));
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.status() == 204 ? Bed.JSON.createObjectNode() : Bed.JSON.readTree(answer.body());
    }

    private static void refresh(Bed bed) {
        bed.run(Bed.REFERENCE_EVERY.plusMinutes(1));
    }

    @Test
    void pipelines_and_stages_are_followed_as_they_are_added_renamed_and_removed() {
        var bed = started(Reference.PIPELINES, 0);
        assertThat(bed.query("select id, label from " + table("pipelines") + " where object_type = 'deals'"))
                .containsExactly(List.of("default", "Sales Pipeline"));
        assertThat(bed.query("select id from " + table("pipeline_stages") + " where pipeline_id = 'default'"
                        + " order by display_order"))
                .hasSize(7)
                .first()
                .isEqualTo(List.of("appointmentscheduled"));
        assertThat(bed.value("select count(*) from " + table("pipeline_stages") + " where closed and not archived"))
                .isEqualTo("2");

        call(
                bed,
                "POST",
                "/crm/pipelines/2026-09/deals",
                "pat-simulator",
                "{\"label\":\"Renewals\",\"displayOrder\":1,\"pipelineId\":\"renewals\",\"stages\":[{\"label\":\"Open\","
                        + "\"stageId\":\"renewal_open\",\"displayOrder\":0,\"metadata\":{\"probability\":\"0.5\"}}]}");
        call(bed, "PATCH", "/crm/pipelines/2026-09/deals/default", "pat-simulator", "{\"label\":\"Sales\"}");
        refresh(bed);
        assertThat(bed.query("select label from " + table("pipelines") + " where not archived order by label"))
                .containsExactly(List.of("Renewals"), List.of("Sales"));

        call(bed, "DELETE", "/crm/pipelines/2026-09/deals/renewals", "pat-simulator", "");
        refresh(bed);
        assertThat(bed.query("select label from " + table("pipelines") + " where archived"))
                .as("records go on naming it")
                .containsExactly(List.of("Renewals"));
        assertThat(bed.query("select id from " + table("pipeline_stages") + " where archived"))
                .containsExactly(List.of("renewal_open"));
    }

    @Test
    void owners_are_kept_when_they_leave_and_taken_back_when_they_return() {
        var bed = started(Reference.OWNERS, 0);
        var before = Integer.parseInt(
                String.valueOf(bed.value("select count(*) from " + table("owners") + " where not archived")));
        var owner = call(
                        bed,
                        "POST",
                        "/_simulator/owners",
                        "",
                        "{\"email\":\"grace@example.com\",\"firstName\":\"Grace\",\"lastName\":\"Hopper\"}")
                .path("id")
                .asString();
        refresh(bed);
        assertThat(bed.query("select email, first_name, last_name, kind from " + table("owners") + " where id = '"
                        + owner + "' and not archived"))
                .containsExactly(List.of("grace@example.com", "Grace", "Hopper", "PERSON"));

        call(bed, "DELETE", "/_simulator/owners/" + owner, "", "");
        refresh(bed);
        assertThat(bed.query("select email from " + table("owners") + " where archived and id = '" + owner + "'"))
                .containsExactly(List.of("grace@example.com"));

        call(bed, "POST", "/_simulator/owners/" + owner + "/restore", "", "");
        refresh(bed);
        assertThat(bed.value("select count(*) from " + table("owners") + " where not archived"))
                .isEqualTo(String.valueOf(before + 1));
    }

    @Test
    void lists_and_their_members_are_followed_page_by_page() {
        var bed = started(Reference.LISTS, 250);
        var contacts = List.copyOf(bed.contactsInHubSpot().keySet());
        var list = call(
                        bed,
                        "POST",
                        "/crm/lists/2026-09",
                        "pat-simulator",
                        "{\"name\":\"Newsletter\",\"objectTypeId\":\"0-1\",\"processingType\":\"MANUAL\"}")
                .path("list")
                .path("listId")
                .asString();
        var members = "/crm/lists/2026-09/" + list + "/memberships/";
        call(bed, "PUT", members + "add", "pat-simulator", ids(contacts));
        refresh(bed);
        assertThat(bed.query(
                        "select name, object_type, processing from " + table("lists") + " where id = '" + list + "'"))
                .containsExactly(List.of("Newsletter", "contacts", "MANUAL"));
        assertThat(members(bed, list)).isEqualTo(Set.copyOf(contacts));

        var removed = List.of(contacts.getFirst(), contacts.get(120), contacts.getLast());
        call(bed, "PUT", members + "remove", "pat-simulator", ids(removed));
        refresh(bed);
        assertThat(members(bed, list)).hasSize(247).doesNotContainAnyElementsOf(removed);

        call(bed, "DELETE", "/crm/lists/2026-09/" + list, "pat-simulator", "");
        refresh(bed);
        assertThat(members(bed, list)).isEmpty();
        assertThat(bed.value("select count(*) from " + table("lists") + " where archived and id = '" + list + "'"))
                .isEqualTo("1");
    }

    private static String ids(List<String> records) {
        return records.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private Set<String> members(Bed bed, String list) {
        return bed
                .query("select record_id from " + table("list_memberships") + " where list_id = '" + list + "'")
                .stream()
                .map(row -> String.valueOf(row.getFirst()))
                .collect(Collectors.toSet());
    }

    @Test
    void what_somebody_does_to_a_reference_table_is_undone_by_the_next_refresh() {
        var bed = started(Reference.PIPELINES, 0);
        var before = bed.query("select * from " + table("pipeline_stages") + " order by id");

        bed.sql("update " + table("pipeline_stages") + " set label = 'Mine', closed = "
                + (place == Place.POSTGRESQL ? "true" : "1"));
        bed.sql("delete from " + table("pipelines"));
        refresh(bed);

        assertThat(bed.query("select label from " + table("pipeline_stages") + " order by id"))
                .isEqualTo(bed.query(
                        "select label from " + table("pipeline_stages") + " where label <> 'Mine' order by id"))
                .hasSize(before.size());
        assertThat(bed.value("select count(*) from " + table("pipelines"))).isEqualTo("1");
    }

    @Test
    void rows_that_are_as_they_should_be_are_not_written_again() {
        var bed = started(Reference.PIPELINES, 0);
        var before = bed.query("select * from " + table("pipeline_stages") + " order by id");

        bed.run(Duration.ofHours(1));

        assertThat(bed.query("select * from " + table("pipeline_stages") + " order by id"))
                .isEqualTo(before);
    }

    @Test
    void a_table_of_somebody_elses_is_not_taken() {
        var bed = bed(0, Policy.MANUAL);
        bed.start();
        bed.sql("create table " + table("owners") + " (id integer, ship text)");
        bed.kill();
        bed.references = Set.copyOf(Arrays.asList(Reference.values()));

        assertThatThrownBy(bed::start).hasMessageContaining("owners").hasMessageContaining("rename it");
    }
}
