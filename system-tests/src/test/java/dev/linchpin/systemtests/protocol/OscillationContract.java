package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A field that programs change to and fro is left alone before it uses up the day's calls; people may do as they like. */
abstract class OscillationContract extends BedContract {
    OscillationContract(Place place) {
        super(place);
    }

    /** One contact in step: its phone flows to HubSpot only, its stage only forward. */
    private Bed inStep() {
        var bed = bed(
                SimulatorOptions.defaults().withRecords(0, 0, 0),
                List.of(Mappings.with(
                        Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL),
                        new Field("phone", "phone", "phone", FieldType.TEXT, Direction.TO_HUBSPOT, Policy.MANUAL),
                        new Field(
                                "lifecyclestage",
                                "lifecyclestage",
                                "lifecyclestage",
                                FieldType.ENUMERATION,
                                Direction.BOTH,
                                Policy.FORWARD_ONLY,
                                Mappings.STAGES))),
                EngineSettings.defaults());
        var other = SimulatedRequest.of(
                "PUT", "/_simulator/settings", null, "{\"tokens\":[{\"token\":\"other\",\"appId\":7}]}");
        assertThat(bed.hubspot.handle(other).status()).isEqualTo(200);
        started(bed);
        bed.sql("insert into " + bed.table() + " (email, phone, jobtitle, lifecyclestage) values"
                + " ('ada@example.com', '111', 'Countess', 'customer')");
        bed.settle();
        assertThat(bed.differences()).isEmpty();
        return bed;
    }

    /** Another integration that has its own view of a property. */
    private static void integration(Bed bed, String property, String value) {
        var answer = bed.hubspot.handle(SimulatedRequest.of(
                "PATCH",
                "/crm/objects/2026-09/contacts/" + anyRecord(bed),
                "other",
                "{\"properties\":{\"" + property + "\":\"" + value + "\"}}"));
        assertThat(answer.status()).isEqualTo(200);
    }

    /** For so long, the integration sets the property to its own value as soon as it finds another. */
    private static void insist(Bed bed, String property, String value, Duration duration) {
        var until = bed.clock.instant().plus(duration);
        while (bed.clock.instant().isBefore(until)) {
            if (!value.equals(bed.inHubSpot(anyRecord(bed), property))) {
                integration(bed, property, value);
            }
            bed.run(Duration.ofSeconds(5));
        }
    }

    private static int updates(Bed bed) {
        return (int) bed.calls.made().stream()
                .filter(call -> call.endsWith("/contacts/batch/update"))
                .count();
    }

    private static void assertOscillating(Bed bed, String field, String local, String hubspot) {
        assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.OSCILLATING);
            assertThat(conflict.field()).isEqualTo(field);
            assertThat(conflict.local().text()).isEqualTo(local);
            assertThat(conflict.hubspot().text()).isEqualTo(hubspot);
            assertThat(conflict.detail()).contains("INTEGRATION 7");
        });
    }

    @Test
    void a_field_that_an_integration_changes_back_each_time_is_left_alone_and_a_person_asked() {
        var bed = inStep();
        var before = updates(bed);

        insist(bed, "phone", "222", Duration.ofMinutes(3));

        assertOscillating(bed, "phone", "111", "222");
        assertThat(updates(bed) - before).isEqualTo(1);
        assertThat(inRow(bed, anyRecord(bed), "phone")).isEqualTo("111");
    }

    @Test
    void the_other_fields_of_the_record_go_on() {
        var bed = inStep();
        insist(bed, "phone", "222", Duration.ofMinutes(1));

        update(bed, anyRecord(bed), "jobtitle", "Analyst");
        bed.edit(anyRecord(bed), "firstname", "Ada");
        bed.settle();

        assertThat(bed.inHubSpot(anyRecord(bed), "jobtitle")).isEqualTo("Analyst");
        assertThat(inRow(bed, anyRecord(bed), "firstname")).isEqualTo("Ada");
        assertOscillating(bed, "phone", "111", "222");
    }

    @Test
    void a_stage_that_an_integration_sets_back_each_time_is_left_alone() {
        var bed = inStep();

        insist(bed, "lifecyclestage", "lead", Duration.ofMinutes(3));

        assertOscillating(bed, "lifecyclestage", "customer", "lead");
    }

    @Test
    void a_restart_forgets_neither_what_was_put_back_nor_what_is_left_alone() {
        var bed = inStep();
        integration(bed, "phone", "222");
        bed.settle();
        assertThat(bed.inHubSpot(anyRecord(bed), "phone")).isEqualTo("111");
        bed.restart();
        var before = updates(bed);

        insist(bed, "phone", "222", Duration.ofMinutes(1));
        bed.restart();
        insist(bed, "phone", "222", Duration.ofMinutes(1));

        assertOscillating(bed, "phone", "111", "222");
        assertThat(updates(bed) - before).isZero();
    }

    @Test
    void settled_for_hubspot_the_row_takes_its_value() {
        var bed = inStep();
        insist(bed, "phone", "222", Duration.ofMinutes(1));

        assertThat(resolve(bed, new Choice.HubSpotHolds())).isInstanceOf(Verdict.Accepted.class);
        insist(bed, "phone", "222", Duration.ofMinutes(1));

        assertThat(inRow(bed, anyRecord(bed), "phone")).isEqualTo("222");
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void settled_for_the_database_hubspot_takes_its_value_and_the_circle_is_broken_again_if_it_goes_on() {
        var bed = inStep();
        insist(bed, "phone", "222", Duration.ofMinutes(1));

        resolve(bed, new Choice.DatabaseHolds());
        bed.settle();
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();

        insist(bed, "phone", "222", Duration.ofMinutes(1));
        assertOscillating(bed, "phone", "111", "222");
    }

    @Test
    void settled_by_a_third_value_both_sides_take_it() {
        var bed = inStep();
        insist(bed, "phone", "222", Duration.ofMinutes(1));

        resolve(bed, new Choice.ThirdValue(new Value("333")));
        bed.settle();

        assertThat(inRow(bed, anyRecord(bed), "phone")).isEqualTo("333");
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void what_a_person_changes_again_and_again_is_put_back_each_time() {
        var bed = inStep();
        for (var round = 0; round < 4; round++) {
            bed.edit(anyRecord(bed), "phone", "222");
            bed.settle();
            assertThat(bed.inHubSpot(anyRecord(bed), "phone")).isEqualTo("111");
        }

        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void what_changes_once_in_a_while_is_put_back_each_time() {
        var bed = inStep();
        for (var day = 0; day < 3; day++) {
            integration(bed, "phone", "222");
            bed.settle();
            assertThat(bed.inHubSpot(anyRecord(bed), "phone")).isEqualTo("111");
            bed.clock.advance(Duration.ofHours(24));
        }

        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_field_that_sql_and_an_integration_set_by_turns_is_carried_each_time() {
        var bed = inStep();
        for (var round = 0; round < 4; round++) {
            update(bed, anyRecord(bed), "jobtitle", "waiting");
            bed.settle();
            assertThat(bed.inHubSpot(anyRecord(bed), "jobtitle")).isEqualTo("waiting");
            integration(bed, "jobtitle", "done");
            bed.settle();
            assertThat(inRow(bed, anyRecord(bed), "jobtitle")).isEqualTo("done");
        }

        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_trigger_that_spells_values_its_own_way_starts_no_circle_with_an_integration_that_does_too() {
        var bed = inStep();
        spellInCapitals(bed);
        update(bed, anyRecord(bed), "jobtitle", "Analyst");
        bed.settle();

        insist(bed, "jobtitle", "analyst", Duration.ofMinutes(1));
        var writes = bed.stats().path("writes").toString();
        var entries = bed.inspection().journal(Filter.NONE, null, 500).items().size();
        insist(bed, "jobtitle", "analyst", Duration.ofMinutes(3));

        assertThat(inRow(bed, anyRecord(bed), "jobtitle")).isEqualTo("ANALYST");
        assertThat(bed.inHubSpot(anyRecord(bed), "jobtitle")).isEqualTo("analyst");
        assertThat(bed.stats().path("writes").toString()).isEqualTo(writes);
        assertThat(bed.inspection().journal(Filter.NONE, null, 500).items()).hasSize(entries);
        assertThat(conflicts(bed)).isEmpty();
    }

    private void spellInCapitals(Bed bed) {
        if (place == Place.SQLITE) {
            bed.sql("create trigger capitals after update of jobtitle on " + bed.table()
                    + " when new.jobtitle <> upper(new.jobtitle) begin"
                    + " update contacts set jobtitle = upper(new.jobtitle) where id = new.id; end");
        } else if (place == Place.MARIADB) {
            bed.sql("create trigger capitals before update on " + bed.table()
                    + " for each row set new.jobtitle = upper(new.jobtitle)");
        } else {
            bed.sql("create function capitals() returns trigger language plpgsql as"
                    + " $$ begin new.jobtitle := upper(new.jobtitle); return new; end $$");
            bed.sql("create trigger capitals before update on " + bed.table()
                    + " for each row execute function capitals()");
        }
    }
}
