package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The column {@code properties_json} of managed tables: all properties of the record, mapped or not. */
abstract class WholeRecordsContract extends BedContract {
    WholeRecordsContract(Place place) {
        super(place);
    }

    private Bed started() {
        var contacts = Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL);
        var bed = bed(
                SimulatorOptions.defaults().withRecords(5, 0, 0),
                List.of(contacts.withTraits(contacts.traits().asWhole())),
                EngineSettings.defaults());
        started(bed);
        passed(bed);
        return bed;
    }

    private static void passed(Bed bed) {
        bed.run(Duration.ofMinutes(11));
        bed.settle();
    }

    private static JsonNode whole(Bed bed, String record) {
        return Bed.JSON.readTree(Objects.requireNonNull(inRow(bed, record, "properties_json")));
    }

    @Test
    void each_row_holds_all_properties_of_its_record() {
        var bed = started();

        assertThat(bed.value("select count(*) from " + bed.table() + " where properties_json is null"))
                .isEqualTo("0");
        var record = anyRecord(bed);
        assertThat(whole(bed, record).path("email").asString()).isEqualTo(inRow(bed, record, "email"));
        assertThat(whole(bed, record).path("hs_object_id").asString())
                .as("no column has it")
                .isEqualTo(record);
    }

    @Test
    void what_is_edited_in_hubspot_or_in_sql_is_in_the_document_later() {
        var bed = started();
        var record = anyRecord(bed);

        bed.edit(record, "city", "Bonn");
        update(bed, record, "jobtitle", "Captain");
        bed.settle();
        passed(bed);

        assertThat(whole(bed, record).path("city").asString()).isEqualTo("Bonn");
        assertThat(whole(bed, record).path("jobtitle").asString()).isEqualTo("Captain");
        assertThat(bed.differences()).isEmpty();
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_row_of_a_record_that_is_new_gets_it_too() {
        var bed = started();

        bed.sql("insert into " + bed.table() + " (email) values ('ada@row.example')");
        bed.settle();
        passed(bed);

        assertThat(bed.value("select count(*) from " + bed.table() + " where properties_json is null"))
                .isEqualTo("0");
    }
}
