package dev.linchpin.simulator.pipelines;

import static dev.linchpin.simulator.pipelines.PipelineCalls.PIPELINES;
import static dev.linchpin.simulator.pipelines.PipelineCalls.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RecordStagesTest {

    private static final String DEALS = "/crm/objects/2026-09/deals";

    private final TestAccount account = new TestAccount();

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

    private Answer deal(String properties) {
        return account.post(DEALS, "{\"properties\":{\"dealname\":\"d\"," + properties + "}}");
    }
}
