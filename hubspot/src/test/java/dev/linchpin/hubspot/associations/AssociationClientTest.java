package dev.linchpin.hubspot.associations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.hubspot.AssociationKind;
import dev.linchpin.engine.hubspot.AssociationOutcome;
import dev.linchpin.engine.hubspot.AssociationWrite;
import dev.linchpin.engine.hubspot.Associations;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.WriteOptions;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.testing.FakeTime;
import dev.linchpin.hubspot.testing.ScriptedHubSpot;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What goes over the wire about associations, and what the engine is told. */
class AssociationClientTest {
    private static final AssociationKind PLAIN = new AssociationKind("", "HUBSPOT_DEFINED", 279, false);
    private static final AssociationKind PRIMARY = new AssociationKind("primary", "HUBSPOT_DEFINED", 1, true);
    private static final AssociationKind ADVISOR = new AssociationKind("Advisor", "USER_DEFINED", 1, false);
    private static final WriteOptions OPTIONS = new WriteOptions(Lane.PUSH, Instant.MAX);

    private final ScriptedHubSpot hubSpot = new ScriptedHubSpot();
    private final Associations associations = hubSpot.client(new FakeTime()).associations();

    private static HubSpotId id(int number) {
        return new HubSpotId(String.valueOf(number));
    }

    private static AssociationWrite add(int from, int to, AssociationKind... kinds) {
        return new AssociationWrite(id(from), id(to), Set.of(), Set.of(kinds), Set.of());
    }

    private List<AssociationOutcome> write(AssociationWrite... writes) {
        return associations.write(ObjectType.CONTACTS, ObjectType.COMPANIES, List.of(writes), OPTIONS);
    }

    @Test
    void the_primary_kind_is_told_by_its_number_and_category_and_not_by_its_label() {
        hubSpot.answer(200, """
                {"results":[{"category":"HUBSPOT_DEFINED","typeId":279,"label":null},
                            {"category":"HUBSPOT_DEFINED","typeId":1,"label":"Contact with Primary Company"},
                            {"category":"USER_DEFINED","typeId":1,"label":"Advisor"}]}""");

        assertThat(associations.kinds(ObjectType.CONTACTS, ObjectType.COMPANIES))
                .containsExactlyInAnyOrder(PLAIN, PRIMARY, ADVISOR);
    }

    @Test
    void records_without_associations_are_told_as_errors_and_have_none() {
        hubSpot.answer(207, """
                {"results":[{"from":{"id":"5"},"to":[{"toObjectId":7,"associationTypes":[
                    {"category":"HUBSPOT_DEFINED","typeId":279,"label":null}]}]}],
                 "errors":[{"status":"error","category":"OBJECT_NOT_FOUND","message":"No company is associated with contact 6.",
                    "subCategory":"crm.associations.NO_ASSOCIATIONS_FOUND"}]}""");

        var found =
                associations.read(ObjectType.CONTACTS, ObjectType.COMPANIES, List.of(id(5), id(6)), Lane.BACKGROUND);

        assertThat(found).containsOnlyKeys(id(5));
        assertThat(Objects.requireNonNull(found.get(id(5))).getFirst().id()).isEqualTo(id(7));
    }

    @Test
    void a_record_with_many_associations_is_read_page_by_page() {
        hubSpot.answer(200, """
                {"results":[{"from":{"id":"5"},"to":[{"toObjectId":7,"associationTypes":[]}],
                    "paging":{"next":{"after":"7"}}}]}""").answer(200, """
                {"results":[{"from":{"id":"5"},"to":[{"toObjectId":8,"associationTypes":[]}]}]}""");

        var found = associations.read(ObjectType.CONTACTS, ObjectType.COMPANIES, List.of(id(5)), Lane.BACKGROUND);

        assertThat(found.get(id(5))).hasSize(2);
        assertThat(ScriptedHubSpot.body(hubSpot.call(1)))
                .isEqualTo(JsonMapper.shared().readTree("{\"inputs\":[{\"id\":\"5\",\"after\":\"7\"}]}"));
    }

    @Test
    void a_label_is_set_together_with_those_that_stay() {
        hubSpot.answer(201, "{\"results\":[]}");

        write(new AssociationWrite(id(5), id(7), Set.of(PLAIN, PRIMARY), Set.of(ADVISOR), Set.of()));

        assertThat(hubSpot.call(0).uri().getPath())
                .isEqualTo("/crm/associations/2026-09/contacts/companies/batch/create");
        assertThat(ScriptedHubSpot.body(hubSpot.call(0)).path("inputs").get(0).path("types"))
                .hasSize(2);
    }

    @Test
    void a_batch_that_is_turned_away_is_halved_until_the_innocent_are_through() {
        var refusal = "{\"category\":\"VALIDATION_ERROR\",\"message\":\"One or more associations are invalid\"}";
        hubSpot.answer(400, refusal).answer(200, "{}").answer(400, refusal);

        assertThat(write(add(5, 7, PLAIN), add(6, 99, PLAIN)))
                .containsExactly(
                        new AssociationOutcome.Written(),
                        new AssociationOutcome.Refused("One or more associations are invalid"));
    }

    @Test
    void a_write_without_an_answer_is_uncertain_and_not_repeated() {
        hubSpot.noAnswer();

        assertThat(write(add(5, 7, PLAIN)))
                .first()
                .satisfies(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                AssociationOutcome.Uncertain.class,
                                uncertain ->
                                        assertThat(uncertain.mayStillArrive()).isTrue()));
        assertThat(hubSpot.calls()).hasSize(1);
    }
}
