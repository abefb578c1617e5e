package dev.linchpin.server.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.server.config.ObjectSettings;
import dev.linchpin.server.config.ObjectSettings.FieldSettings;
import dev.linchpin.server.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ManagedMappingTest {
    private static final ObjectSettings CONTACTS = ObjectSettings.byDefault(ObjectType.CONTACTS);

    private static final List<PropertyDefinition> CATALOGUE = List.of(
            writable("phone", FieldType.TEXT),
            writable("email", FieldType.EMAIL),
            new PropertyDefinition("secret_score", "", FieldType.NUMBER, true, false, false),
            new PropertyDefinition("createdate", "", FieldType.DATETIME, false, true, false),
            writable("hs_lead_status", FieldType.ENUMERATION),
            writable("linchpin_id", FieldType.TEXT),
            writable("synced_at", FieldType.TEXT));

    private final List<Problem> problems = new ArrayList<>();

    @Test
    void what_people_see_and_may_write_is_mapped_both_ways_identity_first() {
        var mapping = Objects.requireNonNull(ManagedMapping.of(CONTACTS, CATALOGUE, "contacts", Set.of(), problems));

        assertThat(problems).isEmpty();
        assertThat(mapping.fields().values())
                .containsExactly(
                        new Field("email", "email", "email", FieldType.EMAIL, Direction.BOTH, Policy.MANUAL),
                        new Field("phone", "phone", "phone", FieldType.TEXT, Direction.BOTH, Policy.MANUAL));
        assertThat(mapping.identity()).containsExactly("email");
        assertThat(ManagedMapping.leftOut(CONTACTS, CATALOGUE)).containsExactly("synced_at");
    }

    @Test
    void what_is_configured_is_mapped_even_if_it_is_read_only_or_hubspots_own() {
        var settings = with(Map.of(
                "createdate", new FieldSettings(null, null, "f:1"),
                "hs_lead_status", new FieldSettings(Policy.LATEST_WINS, Direction.TO_HUBSPOT, "f:2")));

        var mapping = Objects.requireNonNull(ManagedMapping.of(settings, CATALOGUE, "contacts", Set.of(), problems));

        assertThat(mapping.field("createdate").direction()).isEqualTo(Direction.FROM_HUBSPOT);
        assertThat(mapping.field("hs_lead_status").direction()).isEqualTo(Direction.TO_HUBSPOT);
        assertThat(mapping.field("hs_lead_status").policy()).isEqualTo(Policy.LATEST_WINS);
    }

    @Test
    void what_does_not_fit_the_catalogue_is_told_with_its_line() {
        var settings = with(Map.of(
                "phon", new FieldSettings(null, null, "linchpin.yaml:4"),
                "createdate", new FieldSettings(null, Direction.BOTH, "linchpin.yaml:5")));

        assertThat(ManagedMapping.of(settings, CATALOGUE, "contacts", Set.of(), problems))
                .isNull();
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "linchpin.yaml:4: HubSpot has no property 'phon' on contacts - did you mean 'phone'?",
                        "linchpin.yaml:5: 'createdate' is read-only in HubSpot: its direction can only be"
                                + " from-hubspot");
    }

    @Test
    void a_policy_that_does_not_fit_the_property_is_refused() {
        var catalogue = List.of(
                writable("email", FieldType.EMAIL),
                writable("phone", FieldType.TEXT),
                writable("region", FieldType.ENUMERATION),
                new PropertyDefinition("score", "", FieldType.NUMBER, false, true, false));
        var settings = with(Map.of(
                "phone", new FieldSettings(Policy.SUM, null, "linchpin.yaml:4"),
                "region", new FieldSettings(Policy.FORWARD_ONLY, null, "linchpin.yaml:5"),
                "score", new FieldSettings(Policy.MAX, null, "linchpin.yaml:6")));

        assertThat(ManagedMapping.of(settings, catalogue, "contacts", Set.of(), problems))
                .isNull();
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "linchpin.yaml:4: the policy 'sum' does not fit 'phone', which holds text; expected one of manual,"
                                + " hubspot-wins, database-wins, latest-wins",
                        "linchpin.yaml:5: the policy 'forward-only' goes by the order of the options, and HubSpot lists"
                                + " none of 'region'",
                        "linchpin.yaml:6: 'score' is read-only in HubSpot and flows one way, so the policy 'max' has"
                                + " nothing to weigh; leave the policy out");
    }

    @Test
    void a_field_knows_its_options_in_hubspots_order() {
        var stage = new PropertyDefinition(
                "stage", "", FieldType.ENUMERATION, false, false, false, List.of("lead", "customer"), Map.of(), null);
        var settings = with(Map.of("stage", new FieldSettings(Policy.FORWARD_ONLY, null, "f:1")));

        var mapping = Objects.requireNonNull(ManagedMapping.of(
                settings, List.of(writable("email", FieldType.EMAIL), stage), "contacts", Set.of(), problems));

        assertThat(mapping.field("stage").options()).containsExactly("lead", "customer");
    }

    @Test
    void what_a_type_is_about_is_mapped_although_hubspot_names_it_like_its_own() {
        var tickets = ObjectSettings.byDefault(new ObjectType("tickets"));
        var catalogue = List.of(
                writable("subject", FieldType.TEXT),
                writable("hs_pipeline", FieldType.ENUMERATION),
                writable("hs_pipeline_stage", FieldType.ENUMERATION),
                writable("hs_time_in_1", FieldType.NUMBER));

        var mapping = Objects.requireNonNull(ManagedMapping.of(tickets, catalogue, "tickets", Set.of(), problems));

        assertThat(mapping.fields()).containsOnlyKeys("subject", "hs_pipeline", "hs_pipeline_stage");
        assertThat(mapping.traits().companions("hs_pipeline")).containsExactly("hs_pipeline_stage", "hs_pipeline");
    }

    @Test
    void a_property_with_unique_values_tells_records_apart() {
        var catalogue = List.of(new PropertyDefinition("plate", "", FieldType.TEXT, false, false, true));
        var cars = ObjectSettings.byDefault(new ObjectType("p4242_car"));

        var mapping = Objects.requireNonNull(ManagedMapping.of(cars, catalogue, "p4242_car", Set.of(), problems));

        assertThat(mapping.isUnique("plate")).isTrue();
    }

    private static ObjectSettings with(Map<String, FieldSettings> fields) {
        return new ObjectSettings(
                CONTACTS.type(),
                CONTACTS.match(),
                CONTACTS.defaultPolicy(),
                fields,
                CONTACTS.deletes(),
                CONTACTS.scope(),
                CONTACTS.where());
    }

    private static PropertyDefinition writable(String name, FieldType type) {
        return new PropertyDefinition(name, "", type, false, false, false);
    }
}
