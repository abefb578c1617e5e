package dev.linchpin.server.records;

import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Records.Known;
import dev.linchpin.engine.store.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldJsonTest {
    private static final Value OLD = Value.of("old");
    private static final Value NEW = Value.of("new");
    private static final Field FIELD = new Field(
            "stage",
            "stage",
            "stage",
            FieldType.ENUMERATION,
            Direction.BOTH,
            Policy.MANUAL,
            List.of("old", "new"),
            "Stage",
            Map.of("old", "Old hand"));

    private static Known known(List<Conflict> conflicts, List<DeadLetter> letters, Map<String, BasePair> bases) {
        var link = new Link(7, CONTACTS, new RowKey("1"), new HubSpotId("11"), null, bases, Map.of(), null);
        return new Known(link, null, conflicts, letters);
    }

    private static final Known AGREED = known(List.of(), List.of(), Map.of("stage", new BasePair(OLD, OLD)));

    private static String state(Known known, boolean isFrozen, Value local, Value hubSpot) {
        return FieldJson.of(known, FIELD, isFrozen, local, hubSpot).state();
    }

    @Test
    void both_sides_and_what_they_agreed_on_are_shown() {
        var field = FieldJson.of(AGREED, FIELD, false, NEW, OLD);

        assertThat(field.label()).isEqualTo("Stage");
        assertThat(field.databaseValue()).isEqualTo("new");
        assertThat(field.hubspotValue()).isEqualTo("old");
        assertThat(field.baseDatabase()).isEqualTo("old");
        assertThat(field.options())
                .containsExactly(new FieldJson.Option("old", "Old hand"), new FieldJson.Option("new", "new"));
        assertThat(field.state()).isEqualTo("DIFFERS");
    }

    @Test
    void values_that_mean_the_same_or_were_agreed_on_as_they_are_are_in_step() {
        assertThat(state(AGREED, false, NEW, NEW)).isEqualTo("IN_SYNC");
        assertThat(state(known(List.of(), List.of(), Map.of("stage", new BasePair(OLD, NEW))), false, OLD, NEW))
                .isEqualTo("IN_SYNC");
        assertThat(state(known(List.of(), List.of(), Map.of()), false, OLD, NEW))
                .isEqualTo("DIFFERS");
    }

    @Test
    void without_hubspots_value_what_nobody_changed_in_sql_is_as_it_was() {
        assertThat(FieldJson.of(AGREED, FIELD, false, OLD, null).state()).isEqualTo("IN_SYNC");
        assertThat(FieldJson.of(AGREED, FIELD, false, NEW, null).state()).isEqualTo("DIFFERS");
        assertThat(FieldJson.of(AGREED, FIELD, false, null, OLD).state()).isEqualTo("DIFFERS");
    }

    @Test
    void the_worst_is_told_and_where_to_settle_it() {
        var conflict = new Conflict(
                3, 7, Conflict.Kind.BOTH_CHANGED, "stage", OLD, NEW, OLD, 1, Instant.EPOCH, "both changed");
        var letter = new DeadLetter(4, 7, "stage", Side.HUBSPOT, NEW, "no such option", Instant.EPOCH, false);

        assertThat(state(known(List.of(conflict), List.of(letter), Map.of()), true, NEW, OLD))
                .isEqualTo("FROZEN");
        assertThat(state(known(List.of(conflict), List.of(letter), Map.of()), false, NEW, OLD))
                .isEqualTo("CONFLICT");
        var failed = FieldJson.of(known(List.of(), List.of(letter), Map.of()), FIELD, false, NEW, OLD);
        assertThat(failed.state()).isEqualTo("FAILED");
        assertThat(failed.deadLetterId()).isEqualTo(4);
        assertThat(failed.conflictId()).isNull();
    }
}
