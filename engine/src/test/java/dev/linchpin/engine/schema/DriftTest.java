package dev.linchpin.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Transform;
import dev.linchpin.engine.schema.Blueprint.Wanted;
import dev.linchpin.engine.store.KnownField;
import dev.linchpin.engine.transform.Fold;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final Instant THEN = Instant.parse("2026-11-20T08:00:00Z");
    private static final Instant NOW = THEN.plusSeconds(60);
    private static final Set<String> TABLE = Set.of("id", "hubspot_id", "email", "phone");
    private static final Map<String, PropertyDefinition> PROPERTIES =
            Map.of("email", definition("email", THEN), "phone", definition("phone", THEN));
    private static final List<KnownField> KNOWN = List.of(known("email"), known("phone"));

    private static ObjectMapping mapping(String... names) {
        var fields = new LinkedHashMap<String, Field>();
        for (var name : names) {
            fields.put(name, new Field(name, name, name, FieldType.TEXT, Direction.BOTH, Policy.MANUAL));
        }
        return new ObjectMapping(
                ObjectType.CONTACTS, "contacts", "id", "hubspot_id", fields, List.of("email"), Deletes.CARRIED_OVER);
    }

    private static KnownField known(String name) {
        return new KnownField(ObjectType.CONTACTS, name, name, name, null, null, THEN);
    }

    private static Drift drift(
            ObjectMapping wanted,
            Map<String, PropertyDefinition> properties,
            List<KnownField> known,
            Set<String> columns) {
        return Drift.of(ObjectType.CONTACTS, new Wanted(wanted, ""), properties, known, columns, NOW);
    }

    private static PropertyDefinition definition(String name, Instant updatedAt) {
        return new PropertyDefinition(name, name, FieldType.TEXT, false, false, false, List.of(), Map.of(), updatedAt);
    }

    private static Set<String> active(Drift drift) {
        return Objects.requireNonNull(drift.mapping()).fields().keySet();
    }

    @Test
    void a_document_that_is_gone_freezes_all_fields_that_it_holds_and_no_other() {
        var wanted = mapping("email", "phone");
        var fields = new LinkedHashMap<>(wanted.fields());
        fields.put("city", held("city", Transform.NONE));
        fields.put("zip", held("zip", Fold.TRIM));
        var held = wanted.withFields(fields);
        var before = drift(held, PROPERTIES, KNOWN, Set.of("id", "hubspot_id", "email", "phone", "details"));

        var after = drift(held, PROPERTIES, before.fields(), TABLE);

        assertThat(before.fresh()).containsExactly("city", "zip");
        assertThat(active(after)).containsExactly("email", "phone");
        assertThat(after.fields()).filteredOn(KnownField::isFrozen).hasSize(2);
    }

    private static Field held(String name, Transform transform) {
        return new Field(name, "phone", name, FieldType.TEXT, Direction.BOTH, Policy.MANUAL)
                .heldAt(Place.parse("details->>'" + name + "'"), transform);
    }

    @Test
    void a_field_that_is_held_otherwise_than_before_is_a_new_one() {
        var wanted = mapping("email", "phone");
        var trimmed = new LinkedHashMap<>(wanted.fields());
        trimmed.put("phone", wanted.field("phone").heldAt(Place.ofColumn("phone"), Fold.TRIM));

        var drift = drift(wanted.withFields(trimmed), PROPERTIES, KNOWN, TABLE);

        assertThat(drift.fresh()).containsExactly("phone");
        assertThat(drift(wanted.withFields(trimmed), PROPERTIES, drift.fields(), TABLE)
                        .fresh())
                .isEmpty();
    }

    private static List<String> frozen(Drift drift) {
        return drift.fields().stream()
                .filter(KnownField::isFrozen)
                .map(KnownField::name)
                .toList();
    }

    @Test
    void at_first_everything_is_new_and_the_table_may_be_missing() {
        var drift = drift(mapping("email", "phone"), PROPERTIES, List.of(), Set.of());

        assertThat(active(drift)).containsExactly("email", "phone");
        assertThat(drift.fresh()).containsExactly("email", "phone");
        assertThat(drift.fields()).hasSize(2).noneMatch(KnownField::isFrozen);
    }

    @Test
    void nothing_changes_while_nothing_changes() {
        var drift = drift(mapping("email", "phone"), PROPERTIES, KNOWN, TABLE);

        assertThat(drift.fields()).isEqualTo(KNOWN);
        assertThat(drift.fresh()).isEmpty();
        assertThat(drift.thawed()).isEmpty();
    }

    @Test
    void a_definition_that_was_changed_since_is_noticed_once() {
        var definitions = Map.of("email", definition("email", THEN), "phone", definition("phone", NOW));
        var drift = drift(mapping("email", "phone"), definitions, KNOWN, TABLE);

        assertThat(drift.redefined()).containsExactly("phone");
        assertThat(drift(mapping("email", "phone"), definitions, drift.fields(), TABLE)
                        .redefined())
                .isEmpty();
    }

    @Test
    void a_field_whose_column_is_gone_is_frozen_alone() {
        var drift = drift(mapping("email", "phone"), PROPERTIES, KNOWN, Set.of("id", "hubspot_id", "email"));

        assertThat(active(drift)).containsExactly("email");
        assertThat(frozen(drift)).containsExactly("phone");
    }

    @Test
    void a_field_whose_property_is_gone_is_frozen_alone() {
        var drift = drift(mapping("email"), Map.of("email", definition("email", THEN)), KNOWN, TABLE);

        assertThat(active(drift)).containsExactly("email");
        assertThat(frozen(drift)).containsExactly("phone");
    }

    @Test
    void a_field_that_the_configuration_no_longer_maps_is_forgotten() {
        var drift = drift(mapping("email"), PROPERTIES, KNOWN, TABLE);

        assertThat(drift.fields()).containsExactly(known("email"));
    }

    @Test
    void a_field_that_cannot_be_mapped_as_it_is_is_frozen() {
        var wanted = new Wanted(mapping("email"), "", Map.of("phone", "it is read-only"));

        var drift = Drift.of(ObjectType.CONTACTS, wanted, PROPERTIES, KNOWN, TABLE, NOW);

        assertThat(frozen(drift)).containsExactly("phone");
    }

    @Test
    void a_frozen_field_remembers_since_when_and_thaws_when_both_sides_have_it() {
        var since = new KnownField(ObjectType.CONTACTS, "phone", "phone", "phone", "gone", THEN, THEN);
        var known = List.of(known("email"), since);

        var still = drift(mapping("email"), Map.of("email", definition("email", THEN)), known, TABLE);
        var again = drift(mapping("email", "phone"), PROPERTIES, known, TABLE);

        assertThat(still.fields().getLast().since()).isEqualTo(THEN);
        assertThat(again.thawed()).containsExactly("phone");
        assertThat(frozen(again)).isEmpty();
    }

    @Test
    void a_field_in_another_column_begins_anew() {
        var elsewhere = new KnownField(ObjectType.CONTACTS, "phone", "phone", "mobile", null, null, THEN);

        var drift = drift(mapping("email", "phone"), PROPERTIES, List.of(known("email"), elsewhere), TABLE);

        assertThat(drift.fresh()).containsExactly("phone");
    }

    @Test
    void a_type_pauses_without_its_table_its_keys_or_its_identity() {
        for (var columns : List.of(Set.<String>of(), Set.of("id", "email"), Set.of("id", "hubspot_id", "phone"))) {
            var drift = drift(mapping("email", "phone"), PROPERTIES, KNOWN, columns);

            assertThat(drift.mapping()).isNull();
            assertThat(drift.fields()).anyMatch(field -> field.isAboutType() && field.isFrozen());
            assertThat(drift.fields()).extracting(KnownField::name).contains("email", "phone");
        }
    }

    @Test
    void a_type_that_paused_goes_on_and_forgets_that_it_paused() {
        var paused = drift(mapping("email", "phone"), PROPERTIES, KNOWN, Set.of());

        var drift = drift(mapping("email", "phone"), PROPERTIES, paused.fields(), TABLE);

        assertThat(active(drift)).containsExactly("email", "phone");
        assertThat(drift.fields()).isEqualTo(KNOWN);
    }
}
