package dev.linchpin.server.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.hubspot.AssociationKind;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.EdgeMapping.Holder;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.server.config.AssociationSettings;
import dev.linchpin.server.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From configured associations to the engine's mapping, given the labels that HubSpot has. */
class EdgeMappingsTest {
    private static final ObjectType DEALS = new ObjectType("deals");

    private final List<Problem> problems = new ArrayList<>();

    private List<EdgeMapping> edges(AssociationSettings... settings) {
        var kinds = List.of(
                new AssociationKind("", "HUBSPOT_DEFINED", 279, false),
                new AssociationKind("primary", "HUBSPOT_DEFINED", 1, true),
                new AssociationKind("Advisor", "USER_DEFINED", 1, false));
        return new EdgeMappings((from, to) -> to.equals(ObjectType.COMPANIES) ? kinds : kinds.subList(0, 1), problems)
                .addTo(
                        List.of(mapping(ObjectType.CONTACTS), mapping(ObjectType.COMPANIES), mapping(DEALS)),
                        Map.of(ObjectType.CONTACTS, List.of(settings)))
                .getFirst()
                .edges();
    }

    private static ObjectMapping mapping(ObjectType type) {
        var phone = new Field("phone", "phone", "phone", FieldType.TEXT, Direction.BOTH, Policy.MANUAL);
        return new ObjectMapping(
                type, "hubspot." + type, "id", "hubspot_id", Map.of("phone", phone), List.of(), Deletes.CARRIED_OVER);
    }

    private static AssociationSettings column(String name, ObjectType to, String column, @Nullable String label) {
        return new AssociationSettings(
                name, to, column, null, false, null, null, null, label, Direction.BOTH, Policy.MANUAL, "f:1");
    }

    private static AssociationSettings table(String name, ObjectType to, String table) {
        return new AssociationSettings(
                name, to, null, table, false, null, null, null, null, Direction.BOTH, Policy.MANUAL, "f:2");
    }

    @Test
    void a_column_is_the_primary_one_where_hubspot_has_such_a_kind_and_the_plain_one_elsewhere() {
        assertThat(edges(
                        column("company", ObjectType.COMPANIES, "company_id", null),
                        column("deal", DEALS, "deal_id", null)))
                .extracting(EdgeMapping::kind)
                .containsExactly("primary", "");
        assertThat(problems).isEmpty();
    }

    @Test
    void a_table_lies_beside_the_mapped_one_and_is_keyed_by_the_types() {
        assertThat(edges(table("companies", ObjectType.COMPANIES, "contacts_companies")))
                .extracting(EdgeMapping::holder)
                .containsExactly(
                        new Holder.Table("hubspot.contacts_companies", "contact_id", "company_id", "label", true));
    }

    @Test
    void what_does_not_fit_hubspot_or_another_entry_is_refused() {
        edges(
                column("a", ObjectType.COMPANIES, "company_id", "Advisr"),
                column("b", ObjectType.COMPANIES, "phone", null),
                column("c", new ObjectType("tickets"), "ticket_id", null),
                table("d", DEALS, "pairs"),
                table("e", DEALS, "pairs"));

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "f:1: the association 'a': HubSpot has no association label 'Advisr' from contacts to companies -"
                                + " did you mean 'Advisor'?",
                        "f:1: the association 'b': the column 'phone' of hubspot.contacts is taken; name another",
                        "f:1: the association 'c': leads to tickets, which are not kept in step; name them under objects,"
                                + " too",
                        "f:2: the association 'e': the table 'hubspot.pairs' is already used; name another",
                        "f:2: the association 'e': another entry already holds these associations of contacts with deals");
    }
}
