package dev.linchpin.simulator.pipelines;

import static dev.linchpin.simulator.pipelines.PipelineCalls.PIPELINES;
import static dev.linchpin.simulator.pipelines.PipelineCalls.TICKETS;
import static dev.linchpin.simulator.pipelines.PipelineCalls.ids;
import static dev.linchpin.simulator.pipelines.PipelineCalls.pipeline;
import static dev.linchpin.simulator.pipelines.PipelineCalls.staged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PipelinesTest {

    private static final String DEALS = "/crm/objects/2026-09/deals";

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({"pipelines/create-answers-201", "pipelines/ids-may-be-chosen", "pipelines/ids-are-made-up"})
    void a_pipeline_is_created_with_chosen_and_made_up_ids() {
        Answer created = account.post(PIPELINES, pipeline("Partners", "\"pipelineId\":\"Partner Pipe\","));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/id")).isEqualTo("Partner Pipe");
        assertThat(created.text("/stages/0/id")).isEqualTo("partner_new");
        assertThat(created.text("/stages/1/id")).matches("\\d+");
        assertThat(created.text("/stages/1/metadata/isClosed")).isEqualTo("true");
        assertThat(created.text("/createdAt")).startsWith("20");
        assertThat(account.get(PIPELINES + "/Partner%20Pipe").json()).isEqualTo(created.json());
    }

    @Test
    @Fact({"pipelines/stages-required", "pipelines/probability-required", "pipelines/probability-range"})
    void deal_pipelines_without_stages_or_probabilities_are_refused() {
        assertThat(account.post(PIPELINES, "{\"label\":\"A\",\"displayOrder\":1,\"stages\":[]}")
                        .text("/message"))
                .isEqualTo("Pipeline must have at least one stage");
        assertThat(account.post(PIPELINES, staged("A", "{}")).text("/message"))
                .contains("must specify probability when writing a dealstage");
        assertThat(account.post(PIPELINES, staged("A", "{\"probability\":\"1.5\"}"))
                        .status())
                .isEqualTo(400);
        assertThat(account.post(PIPELINES, staged("A", "{\"probability\":\"many\"}"))
                        .status())
                .isEqualTo(400);
        assertThat(account.get(PIPELINES).json().path("results").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0.50, 0.5, false", "1, 1.0, true", "0, 0.0, true", "0.25, 0.25, false"})
    @Fact("pipelines/probability-canonical")
    void probability_is_kept_as_a_double_and_tells_whether_the_stage_is_closed(
            String sent, String kept, String closed) {
        Answer created = account.post(PIPELINES, staged("A", "{\"probability\":" + sent + ",\"isClosed\":\"maybe\"}"));
        assertThat(created.text("/stages/0/metadata/probability")).isEqualTo(kept);
        assertThat(created.text("/stages/0/metadata/isClosed")).isEqualTo(closed);
    }

    @Test
    @Fact({"pipelines/ticket-state", "pipelines/closed-stage-required"})
    void ticket_pipelines_need_a_closed_stage_and_known_states() {
        assertThat(account.post(TICKETS, staged("A", "{}")).text("/subCategory"))
                .isEqualTo("PipelineError.MISSING_CLOSED_STAGE");
        assertThat(account.post(TICKETS, staged("A", "{\"ticketState\":\"closed\"}"))
                        .text("/subCategory"))
                .isEqualTo("PipelineError.INVALID_PIPELINE_STAGE_METADATA");
        Answer created = account.post(TICKETS, """
                {"label":"A","displayOrder":1,"stages":[
                 {"label":"Doing","displayOrder":0,"metadata":{"unknown":"x"}},
                 {"label":"Done","displayOrder":1,"metadata":{"ticketState":"CLOSED"}}]}""");
        assertThat(created.text("/stages/0/metadata/ticketState")).isEqualTo("OPEN");
        assertThat(created.json().at("/stages/0/metadata").has("unknown")).isFalse();
        String last = TICKETS + "/" + created.text("/id") + "/stages/" + created.text("/stages/1/id");
        assertThat(account.delete(last).text("/subCategory")).isEqualTo("PipelineError.MISSING_CLOSED_STAGE");
        assertThat(account.patch(last, "{\"metadata\":{\"ticketState\":\"OPEN\"}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact({"pipelines/labels-unique", "pipelines/stage-labels-unique"})
    void labels_are_unique_whatever_their_case() {
        assertThat(account.post(PIPELINES, pipeline("SALES pipeline", "")).text("/message"))
                .isEqualTo("An active pipeline with label SALES pipeline already exists");
        assertThat(account.post(TICKETS, pipeline("Sales Pipeline", "")).status())
                .as("on another object")
                .isEqualTo(400);
        Answer stage = account.post(
                PIPELINES + "/default/stages",
                "{\"label\":\" closed WON\",\"displayOrder\":9,\"metadata\":{\"probability\":\"0.5\"}}");
        assertThat(stage.status()).isEqualTo(400);
        assertThat(stage.text("/subCategory")).isEqualTo("PipelineError.STAGE_LABEL_EXISTS");
    }

    @Test
    @Fact({"pipelines/pipeline-id-taken", "pipelines/stage-id-taken"})
    void ids_that_are_taken_are_refused() {
        assertThat(account.post(PIPELINES, pipeline("A", "\"pipelineId\":\"default\","))
                        .text("/message"))
                .contains("pipelineId default");
        assertThat(account.post(PIPELINES, pipeline("A", "\"pipelineId\":\"0\","))
                        .text("/subCategory"))
                .isEqualTo("PipelineError.STAGE_ID_EXISTS_IN_ANOTHER_PIPELINE");
        Answer taken = account.post(PIPELINES, pipeline("A", "").replace("partner_new", "closedwon"));
        assertThat(taken.status()).isEqualTo(409);
        Answer stage = account.post(
                PIPELINES + "/default/stages",
                "{\"label\":\"L\",\"displayOrder\":9,\"stageId\":\"closedwon\",\"metadata\":{\"probability\":\"0.5\"}}");
        assertThat(stage.status()).isEqualTo(400);
        assertThat(stage.json().has("category")).isFalse();
        assertThat(stage.text("/message")).contains("already using stage id");
    }

    @Test
    @Fact({"pipelines/patch-changes-what-it-names", "pipelines/archived-cannot-be-set"})
    void a_patch_changes_label_and_order_only() {
        account.advance(Duration.ofMinutes(1));
        Answer patched = account.patch(PIPELINES + "/default", "{\"label\":\"Main\"}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.text("/label")).isEqualTo("Main");
        assertThat(patched.json().path("displayOrder").asInt(-1)).isZero();
        assertThat(patched.json().path("stages").size()).isEqualTo(7);
        assertThat(patched.text("/updatedAt")).startsWith("20");
        assertThat(account.patch(PIPELINES + "/default", "{\"archived\":false}").status())
                .isEqualTo(400);
        assertThat(account.patch(PIPELINES + "/nowhere", "{\"label\":\"x\"}").status())
                .isEqualTo(404);
    }

    @Test
    @Fact("pipelines/put-replaces-stages")
    void a_put_keeps_the_stages_it_names_and_drops_the_rest() {
        Answer put = account.call("PUT", PIPELINES + "/default", """
                {"label":"Sales","displayOrder":0,"stages":[
                 {"stageId":"closedwon","label":"Won","displayOrder":1,"metadata":{"probability":"1"}},
                 {"label":"Talking","displayOrder":0,"metadata":{"probability":"0.3"}}]}""");
        assertThat(put.status()).isEqualTo(200);
        assertThat(ids(put.json().path("stages"))).hasSize(2).contains("closedwon");
        assertThat(put.text("/stages/1/createdAt")).startsWith("1970");
        assertThat(put.text("/stages/0/label")).isEqualTo("Talking");
        assertThat(account.call("PUT", PIPELINES + "/default", "{\"label\":\"Sales\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact({"pipelines/stage-crud", "pipelines/metadata-is-merged", "pipelines/stage-order"})
    void stages_are_added_changed_and_removed() {
        String stages = PIPELINES + "/default/stages";
        Answer added =
                account.post(stages, "{\"label\":\"Legal\",\"displayOrder\":1,\"metadata\":{\"probability\":\"0.7\"}}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().path("displayOrder").asInt())
                .as("after the one that was there")
                .isEqualTo(2);
        assertThat(account.get(stages).ids().get(2)).isEqualTo(added.text("/id"));
        String stage = stages + "/" + added.text("/id");
        Answer patched = account.patch(stage, "{\"label\":\"Legal check\",\"metadata\":{}}");
        assertThat(patched.text("/label")).isEqualTo("Legal check");
        assertThat(patched.text("/metadata/probability")).isEqualTo("0.7");
        assertThat(account.call("PUT", stage, "{\"label\":\"x\"}").status()).isEqualTo(400);
        Answer put = account.call(
                "PUT", stage, "{\"label\":\"Signed\",\"displayOrder\":2,\"metadata\":{\"probability\":\"0.8\"}}");
        assertThat(put.text("/metadata/probability")).isEqualTo("0.8");
        assertThat(account.get(stage).text("/label")).isEqualTo("Signed");
        assertThat(account.patch(stage, "{\"displayOrder\":-1}").status()).isEqualTo(400);
        assertThat(account.delete(stage).status()).isEqualTo(204);
        assertThat(account.get(stage).status()).isEqualTo(404);
        assertThat(account.delete(stage).status()).isEqualTo(204);
    }

    @Test
    @Fact("pipelines/stage-limit")
    void a_lead_pipeline_has_at_most_30_stages() {
        var stages = new StringBuilder();
        for (int i = 0; i < 31; i++) {
            stages.append(i == 0 ? "" : ",")
                    .append("{\"label\":\"S%d\",\"displayOrder\":%d,\"metadata\":{}}".formatted(i, i));
        }
        Answer refused = account.post(
                "/crm/pipelines/2026-09/leads", "{\"label\":\"Long\",\"displayOrder\":1,\"stages\":[" + stages + "]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).contains("30 stages");
    }

    @Test
    @Fact("pipelines/pipeline-limit")
    void there_can_be_only_so_many_pipelines() {
        account.set("{\"definitions\":{\"pipelinesPerType\":1}}");
        assertThat(account.post(PIPELINES, pipeline("A", "")).status()).isEqualTo(201);
        assertThat(account.post(PIPELINES, pipeline("B", "").replace("partner_new", "b"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact({"pipelines/delete-checks-use", "pipelines/delete-check-can-be-skipped"})
    void from_2026_09_on_a_stage_in_use_cannot_be_deleted_unless_the_check_is_skipped() {
        String deal =
                deal("\"dealstage\":\"closedwon\",\"pipeline\":\"default\"").text("/id");
        Answer refused = account.delete(PIPELINES + "/default/stages/closedwon");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/subCategory")).isEqualTo("PipelineError.STAGE_ID_IN_USE");
        assertThat(refused.text("/message"))
                .isEqualTo("Stage IDs: [closedwon] are being referenced by object IDs: [" + deal + "]");
        assertThat(refused.text("/context/objectIds/0")).isEqualTo("[" + deal + "]");
        account.delete(DEALS + "/" + deal);
        assertThat(account.delete(PIPELINES + "/default/stages/closedwon").status())
                .as("a record in the recycle bin does not count")
                .isEqualTo(204);
        deal("\"dealstage\":\"closedlost\",\"pipeline\":\"default\"");
        assertThat(account.delete(PIPELINES + "/default/stages/closedlost?validateDealStageUsagesBeforeDelete=false")
                        .status())
                .isEqualTo(204);
    }

    @Test
    @Fact("pipelines/v3-deletes-in-use")
    void before_2026_09_a_stage_in_use_is_deleted_unless_a_check_is_asked_for() {
        String deal =
                deal("\"dealstage\":\"closedwon\",\"pipeline\":\"default\"").text("/id");
        String stage = "/crm/v3/pipelines/deals/default/stages/closedwon";
        assertThat(account.delete(stage + "?validateReferencesBeforeDelete=true")
                        .status())
                .isEqualTo(400);
        assertThat(account.delete(stage).status()).isEqualTo(204);
        Answer orphan = account.get(DEALS + "/" + deal + "?properties=dealstage,hs_is_closed");
        assertThat(orphan.text("/properties/dealstage")).isEqualTo("closedwon");
        assertThat(orphan.text("/properties/hs_is_closed")).isEmpty();
    }

    @Test
    @Fact("pipelines/delete-is-for-good")
    void a_deleted_pipeline_is_gone_and_the_last_one_stays() {
        String id = account.post(PIPELINES, pipeline("A", "")).text("/id");
        assertThat(account.delete(PIPELINES + "/" + id).status()).isEqualTo(204);
        assertThat(account.get(PIPELINES + "/" + id).status()).isEqualTo(404);
        assertThat(account.get(PIPELINES + "?archived=true")
                        .json()
                        .path("results")
                        .size())
                .isEqualTo(1);
        assertThat(account.delete(PIPELINES + "/" + id).status()).isEqualTo(404);
        assertThat(account.delete(PIPELINES + "/default").status()).isEqualTo(400);
    }

    @Test
    @Fact("pipelines/audit")
    void the_audit_tells_what_was_done_latest_first() {
        String id = account.post(PIPELINES, pipeline("A", "")).text("/id");
        account.advance(Duration.ofMinutes(1));
        account.patch(PIPELINES + "/" + id, "{\"label\":\"B\"}");
        account.patch(PIPELINES + "/" + id + "/stages/partner_new", "{\"label\":\"Newest\"}");
        JsonNode audit = account.get(PIPELINES + "/" + id + "/audit").json().path("results");
        assertThat(audit.valueStream().map(entry -> entry.path("action").asString()))
                .containsExactly("UPDATE", "CREATE");
        assertThat(audit.at("/0/message").asString()).isEqualTo("Pipeline update");
        assertThat(audit.at("/0/identifier").asString()).isEqualTo("4242:" + id);
        assertThat(audit.at("/0/rawObject").asString()).contains("\"label\":\"B\"");
        Answer stage = account.get(PIPELINES + "/" + id + "/stages/partner_new/audit");
        assertThat(stage.text("/results/0/message")).isEqualTo("Pipeline stage update");
        assertThat(stage.text("/results/0/identifier")).isEqualTo("4242:partner_new");
    }

    @Test
    @Fact("pipelines/scopes")
    void pipelines_go_by_the_scopes_of_definitions() {
        account.set("{\"tokens\":[{\"token\":\"narrow\",\"scopes\":[\"crm.schemas.deals.read\"]}]}");
        assertThat(account.callAs("narrow", "GET", PIPELINES, "").status()).isEqualTo(200);
        assertThat(account.callAs("narrow", "POST", PIPELINES, pipeline("A", ""))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_reset_brings_back_the_pipelines_that_an_account_starts_with() {
        account.patch(PIPELINES + "/default", "{\"label\":\"Main\"}");
        account.post(PIPELINES, pipeline("A", ""));
        account.control("POST", "reset", "");
        assertThat(account.get(PIPELINES).json().path("results").size()).isEqualTo(1);
        assertThat(account.get(PIPELINES + "/default").text("/label")).isEqualTo("Sales Pipeline");
        assertThat(account.get(PIPELINES + "/default/audit")
                        .json()
                        .path("results")
                        .size())
                .isZero();
    }

    private Answer deal(String properties) {
        return account.post(DEALS, "{\"properties\":{\"dealname\":\"d\"," + properties + "}}");
    }
}
