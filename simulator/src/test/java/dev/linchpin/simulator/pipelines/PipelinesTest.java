package dev.linchpin.simulator.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PipelinesTest {

    private static final String PIPELINES = "/crm/pipelines/2026-09/deals";
    private static final String TICKETS = "/crm/pipelines/2026-09/tickets";
    private static final String DEALS = "/crm/objects/2026-09/deals";

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({"pipelines/default-deal-pipeline", "pipelines/hubspots-own-are-from-1970"})
    void deals_start_with_the_sales_pipeline() {
        JsonNode pipeline = account.get(PIPELINES + "/default").json();
        assertThat(pipeline.path("label").asString()).isEqualTo("Sales Pipeline");
        assertThat(ids(pipeline.path("stages")))
                .containsExactly(
                        "appointmentscheduled",
                        "qualifiedtobuy",
                        "presentationscheduled",
                        "decisionmakerboughtin",
                        "contractsent",
                        "closedwon",
                        "closedlost");
        assertThat(pipeline.at("/stages/5/metadata/probability").asString()).isEqualTo("1.0");
        assertThat(pipeline.at("/stages/5/metadata/isClosed").asString()).isEqualTo("true");
        assertThat(pipeline.at("/stages/0/metadata/isClosed").asString()).isEqualTo("false");
        assertThat(pipeline.path("createdAt").asString()).isEqualTo("1970-01-01T00:00:00.000Z");
    }

    @Test
    @Fact("pipelines/default-ticket-pipeline")
    void tickets_start_with_the_support_pipeline() {
        JsonNode pipeline = account.get(TICKETS).json().at("/results/0");
        assertThat(pipeline.path("id").asString()).isEqualTo("0");
        assertThat(ids(pipeline.path("stages"))).containsExactly("1", "2", "3", "4");
        assertThat(pipeline.at("/stages/3/metadata/ticketState").asString()).isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @CsvSource({
        "leads, lead-pipeline-id, new-stage-id",
        "0-136, lead-pipeline-id, new-stage-id",
        "services, ba9cdbd6-e220-45b2-a5a2-d67ebdcbade6, 8e2b21d0-7a90-4968-8f8c-a8525cc49c70",
        "orders, 14a2e10e-5471-408a-906e-c51f3b04369e, 4b27b500-f031-4927-9811-68a0b525cbae"
    })
    @Fact("pipelines/other-types-start-with-one")
    void other_types_start_with_a_pipeline_of_their_own(String type, String pipeline, String firstStage) {
        Answer list = account.get("/crm/pipelines/2026-09/" + type);
        assertThat(list.text("/results/0/id")).isEqualTo(pipeline);
        assertThat(list.text("/results/0/stages/0/id")).isEqualTo(firstStage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"appointments", "courses", "listings", "projects"})
    @Fact("pipelines/other-types-start-with-one")
    void further_types_have_a_pipeline_that_records_can_be_in(String type) {
        JsonNode pipeline = account.get("/crm/pipelines/2026-09/" + type).json().at("/results/0");
        String stage = pipeline.at("/stages/0/id").asString();
        Answer made = account.post(
                "/crm/objects/2026-03/" + type, "{\"properties\":{\"hs_pipeline_stage\":\"" + stage + "\"}}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/properties/hs_pipeline"))
                .isEqualTo(pipeline.path("id").asString());
    }

    @Test
    @Fact("pipelines/lifecycle-is-read-only")
    void lifecycle_pipelines_are_listed_but_cannot_be_changed() {
        assertThat(account.get("/crm/pipelines/2026-09/contacts")
                        .json()
                        .at("/results/0/stages")
                        .size())
                .isEqualTo(8);
        assertThat(account.post("/crm/pipelines/2026-09/contacts", pipeline("X", ""))
                        .status())
                .isEqualTo(400);
        assertThat(account.get("/crm/pipelines/2026-09/products")
                        .json()
                        .path("results")
                        .size())
                .isZero();
    }

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
    @Fact("pipelines/options-follow")
    void the_options_of_stage_and_pipeline_follow_the_pipelines() {
        account.post(PIPELINES, pipeline("Partners", "\"pipelineId\":\"partners\","));
        String stages = account.get("/crm/properties/2026-09/deals/dealstage")
                .json()
                .path("options")
                .toString();
        assertThat(stages).contains("partner_new").contains("closedwon");
        assertThat(account.get("/crm/properties/2026-09/deals/pipeline").text("/options/1/label"))
                .isEqualTo("Partners");
        assertThat(account.patch(
                                "/crm/properties/2026-09/deals/dealstage",
                                "{\"options\":[{\"label\":\"A\",\"value\":\"a\"}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact({"pipelines/unknown-stage", "pipelines/stage-belongs-to-pipeline"})
    void a_record_cannot_be_in_a_stage_of_another_pipeline() {
        account.post(PIPELINES, pipeline("Partners", "\"pipelineId\":\"partners\","));
        Answer unknown = deal("\"dealstage\":\"nowhere\",\"pipeline\":\"default\"");
        assertThat(unknown.text("/errors/0/code")).isEqualTo("INVALID_OPTION");
        Answer other = deal("\"dealstage\":\"partner_new\",\"pipeline\":\"default\"");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.text("/message"))
                .startsWith("Property values were not valid: ")
                .contains("Stage ID partner_new does not belong to pipeline ID default");
        String deal =
                deal("\"dealstage\":\"closedwon\",\"pipeline\":\"default\"").text("/id");
        assertThat(account.patch(DEALS + "/" + deal, "{\"properties\":{\"pipeline\":\"partners\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(account.patch(
                                DEALS + "/" + deal,
                                "{\"properties\":{\"pipeline\":\"partners\",\"dealstage\":\"partner_new\"}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Fact("pipelines/stage-names-pipeline")
    void a_stage_alone_moves_a_record_to_its_pipeline() {
        account.post(PIPELINES, pipeline("Partners", "\"pipelineId\":\"partners\","));
        String older = "/crm/objects/2026-03/deals";
        String stageOnly = "{\"properties\":{\"dealstage\":\"%s\"}}";
        String id = account.post(older, stageOnly.formatted("partner_new")).text("/id");
        assertThat(account.get(DEALS + "/" + id).text("/properties/pipeline")).isEqualTo("partners");
        account.patch(DEALS + "/" + id, "{\"properties\":{\"dealstage\":\"closedwon\"}}");
        assertThat(account.get(DEALS + "/" + id).text("/properties/pipeline")).isEqualTo("default");
        account.set("{\"definitions\":{\"stageNamesPipeline\":false}}");
        assertThat(account.patch(DEALS + "/" + id, "{\"properties\":{\"dealstage\":\"partner_new\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(account.post(older, stageOnly.formatted("closedwon")).status())
                .as("a stage of the first pipeline")
                .isEqualTo(201);
        assertThat(account.post(older, stageOnly.formatted("partner_new")).status())
                .isEqualTo(400);
    }

    @Test
    @Fact("pipelines/deal-values-follow-stage")
    void probability_and_closedness_of_a_deal_follow_its_stage() {
        Answer made = deal("\"dealstage\":\"qualifiedtobuy\",\"pipeline\":\"default\",\"amount\":\"1000\"");
        String asked = "?properties=hs_deal_stage_probability,hs_is_closed,hs_is_closed_won,hs_is_closed_lost,"
                + "hs_projected_amount,hs_closed_amount";
        String deal = DEALS + "/" + made.text("/id");
        JsonNode open = account.get(deal + asked).json().path("properties");
        assertThat(open.path("hs_deal_stage_probability").asString())
                .isEqualTo("0.40000000000000002220446049250313080847263336181640625");
        assertThat(open.path("hs_is_closed").asString()).isEqualTo("false");
        assertThat(open.path("hs_projected_amount").asString()).isEqualTo("400");
        assertThat(open.path("hs_closed_amount").asString()).isEqualTo("0");
        account.patch(deal, "{\"properties\":{\"dealstage\":\"closedwon\"}}");
        JsonNode won = account.get(deal + asked).json().path("properties");
        assertThat(won.path("hs_deal_stage_probability").asString()).isEqualTo("1");
        assertThat(won.path("hs_is_closed_won").asString()).isEqualTo("true");
        assertThat(won.path("hs_is_closed_lost").asString()).isEqualTo("false");
        assertThat(won.path("hs_closed_amount").asString()).isEqualTo("1000");
        assertThat(account.patch(deal, "{\"properties\":{\"hs_is_closed_won\":\"true\"}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact("pipelines/ticket-closed-date")
    void a_ticket_has_a_close_date_while_it_is_in_a_closed_stage() {
        Answer made = account.post(
                "/crm/objects/2026-09/tickets", "{\"properties\":{\"subject\":\"s\",\"hs_pipeline_stage\":\"1\"}}");
        String ticket = "/crm/objects/2026-09/tickets/" + made.text("/id");
        assertThat(account.get(ticket + "?properties=closed_date").text("/properties/closed_date"))
                .isEmpty();
        account.advance(Duration.ofHours(2));
        account.patch(ticket, "{\"properties\":{\"hs_pipeline_stage\":\"4\"}}");
        Answer closed = account.get(ticket + "?properties=closed_date");
        assertThat(closed.text("/properties/closed_date")).isEqualTo(closed.text("/updatedAt"));
        account.patch(ticket, "{\"properties\":{\"hs_pipeline_stage\":\"2\"}}");
        assertThat(account.get(ticket + "?properties=closed_date").text("/properties/closed_date"))
                .isEmpty();
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

    private static String pipeline(String label, String more) {
        return "{" + more + "\"label\":\"" + label + """
                ","displayOrder":3,"stages":[
                 {"stageId":"partner_new","label":"New","displayOrder":0,"metadata":{"probability":"0.2"}},
                 {"label":"Won","displayOrder":1,"metadata":{"probability":1}}]}""";
    }

    private static String staged(String label, String metadata) {
        return "{\"label\":\"" + label
                + "\",\"displayOrder\":1,\"stages\":[{\"label\":\"S\",\"displayOrder\":0,\"metadata\":" + metadata
                + "}]}";
    }

    private static List<String> ids(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.path("id").asString()).toList();
    }
}
