package dev.linchpin.simulator.pipelines;

import static dev.linchpin.simulator.pipelines.PipelineCalls.PIPELINES;
import static dev.linchpin.simulator.pipelines.PipelineCalls.TICKETS;
import static dev.linchpin.simulator.pipelines.PipelineCalls.ids;
import static dev.linchpin.simulator.pipelines.PipelineCalls.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StandardPipelinesTest {

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
}
