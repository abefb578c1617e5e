package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Traits;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Deals, whose stage belongs to a pipeline, and which HubSpot does not create without either. */
abstract class PipelinesContract extends BedContract {
    PipelinesContract(Place place) {
        super(place);
    }

    /** Deals, with a second pipeline {@code renewals} of the stages {@code renewal_open} and {@code renewal_won}. */
    private Bed bed(Policy policy) {
        var deals = Kind.DEALS.mapping(place.table(Kind.DEALS.type()), policy);
        var traits = Traits.NONE.withTogether(List.of(List.of("dealstage", "pipeline")));
        var bed = bed(
                SimulatorOptions.defaults().withRecords(0, 0, 0),
                List.of(deals.withTraits(traits)),
                EngineSettings.defaults());
        // Whether HubSpot lets the pipeline follow a stage is not known: nothing here may depend on it.
        bed.set("{\"definitions\":{\"stageNamesPipeline\":false}}");
        var answer = bed.hubspot.handle(SimulatedRequest.of(
                "POST",
                "/crm/pipelines/2026-09/deals",
                "pat-simulator",
                "{\"label\":\"Renewals\",\"displayOrder\":1,\"pipelineId\":\"renewals\",\"stages\":["
                        + "{\"label\":\"Open\",\"stageId\":\"renewal_open\",\"displayOrder\":0,"
                        + "\"metadata\":{\"probability\":\"0.5\"}},"
                        + "{\"label\":\"Won\",\"stageId\":\"renewal_won\",\"displayOrder\":1,"
                        + "\"metadata\":{\"probability\":\"1.0\"}}]}"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return bed;
    }

    private Bed started(Policy policy) {
        return started(bed(policy));
    }

    private static String deal(Bed bed) {
        bed.sql(Kind.DEALS.insertion(bed.table(), "Big one"));
        bed.settle();
        return anyRecord(bed);
    }

    private static void move(Bed bed, String deal, String pipeline, String stage) {
        bed.sql("update " + bed.table() + " set pipeline = '" + pipeline + "', dealstage = '" + stage
                + "' where hubspot_id = '" + deal + "'");
    }

    private static void moveInHubSpot(Bed bed, String deal, String pipeline, String stage) {
        bed.person("{\"objectType\":\"deals\",\"id\":\"" + deal + "\",\"properties\":{\"pipeline\":\"" + pipeline
                + "\",\"dealstage\":\"" + stage + "\"}}");
    }

    private static List<@Nullable String> place(Bed bed, String deal) {
        return bed.query("select pipeline, dealstage from " + bed.table() + " where hubspot_id = '" + deal + "'")
                .getFirst();
    }

    private static List<DeadLetter> letters(Bed bed) {
        return bed.inspection().deadLetters(Filter.NONE, null, 100).items().stream()
                .map(view -> view.letter())
                .toList();
    }

    @Test
    void a_stage_and_its_pipeline_are_written_together() {
        var bed = started(Policy.MANUAL);
        var deal = deal(bed);

        move(bed, deal, "renewals", "renewal_open");
        bed.settle();
        assertThat(bed.differences()).isEmpty();

        moveInHubSpot(bed, deal, "default", "closedwon");
        bed.settle();
        assertThat(place(bed, deal)).containsExactly("default", "closedwon");
        assertThat(bed.differences()).isEmpty();
        assertThat(letters(bed)).isEmpty();
    }

    @Test
    void a_pipeline_changed_here_and_a_stage_changed_there_are_one_conflict_settled_at_once() {
        var bed = started(Policy.MANUAL);
        var deal = deal(bed);
        bed.kill();
        move(bed, deal, "renewals", "renewal_open");
        moveInHubSpot(bed, deal, "default", "contractsent");
        bed.start();
        bed.settle();

        assertThat(conflicts(bed)).extracting(Conflict::field).containsExactlyInAnyOrder("pipeline", "dealstage");
        assertThat(place(bed, deal)).containsExactly("renewals", "renewal_open");
        assertThat(letters(bed)).isEmpty();

        var stage = conflicts(bed).stream()
                .filter(conflict -> conflict.field().equals("dealstage"))
                .findFirst()
                .orElseThrow();
        bed.engine().desk().resolve(stage.id(), new Choice.HubSpotHolds(), OptionalInt.empty());
        bed.settle();

        assertThat(place(bed, deal)).containsExactly("default", "contractsent");
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void the_database_wins_with_both_or_with_neither() {
        var bed = started(Policy.DATABASE_WINS);
        var deal = deal(bed);
        bed.kill();
        move(bed, deal, "renewals", "renewal_won");
        moveInHubSpot(bed, deal, "default", "contractsent");
        bed.start();
        bed.settle();

        assertThat(place(bed, deal)).containsExactly("renewals", "renewal_won");
        assertThat(bed.differences()).isEmpty();
        assertThat(letters(bed)).isEmpty();
    }

    @Test
    void a_stage_of_another_pipeline_is_a_dead_letter_until_either_is_changed() {
        var bed = started(Policy.MANUAL);
        var deal = deal(bed);

        move(bed, deal, "default", "renewal_open");
        bed.settle();
        assertThat(letters(bed)).singleElement().satisfies(letter -> {
            assertThat(letter.field()).isEqualTo("dealstage");
            assertThat(letter.message()).contains("renewal_open");
        });
        assertThat(bed.calls.made().stream().filter(call -> call.endsWith("/deals/batch/update")))
                .as("what was refused is not sent again")
                .hasSize(1);

        bed.sql("update " + bed.table() + " set pipeline = 'renewals'");
        bed.settle();
        assertThat(letters(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_row_without_what_hubspot_requires_is_a_dead_letter_that_names_the_column_until_it_is_filled() {
        var bed = started(Policy.MANUAL);

        bed.sql("insert into " + bed.table() + " (pipeline, dealstage) values ('default', 'contractsent')");
        bed.settle();
        assertThat(letters(bed)).singleElement().satisfies(letter -> {
            assertThat(letter.field()).isEqualTo("dealname");
            assertThat(letter.message()).contains("fill the column 'dealname'");
        });

        bed.sql("update " + bed.table() + " set amount = 7");
        bed.settle();
        assertThat(bed.calls.made().stream().filter(call -> call.endsWith("/deals/batch/upsert")))
                .as("without it there is no use in asking again")
                .hasSize(1);

        bed.sql("update " + bed.table() + " set dealname = 'Named'");
        bed.settle();
        assertThat(letters(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
        assertThat(bed.recordsInHubSpot(bed.mapping(Kind.DEALS.type()))).hasSize(1);
    }

    @Test
    void a_new_row_whose_stage_is_refused_is_created_once_the_stage_is_mended() {
        var bed = started(Policy.MANUAL);

        bed.sql("insert into " + bed.table()
                + " (dealname, pipeline, dealstage) values ('Big one', 'default', 'renewal_open')");
        bed.settle();
        assertThat(letters(bed)).extracting(DeadLetter::field).contains("dealstage", "pipeline");
        assertThat(bed.recordsInHubSpot(bed.mapping(Kind.DEALS.type()))).isEmpty();

        bed.sql("update " + bed.table() + " set dealstage = 'closedwon'");
        bed.settle();
        assertThat(letters(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
        assertThat(Objects.requireNonNull(bed.value("select hubspot_id from " + bed.table())))
                .isNotBlank();
    }
}
