package dev.linchpin.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordNamesTest {
    private static final ObjectMapping CONTACTS =
            mapping("contacts", List.of("email"), "email", "phone", "lastname", "firstname");

    private static ObjectMapping mapping(String type, List<String> identity, String... names) {
        var fields = new LinkedHashMap<String, Field>();
        for (var name : names) {
            fields.put(name, new Field(name, name, name, FieldType.TEXT, Direction.BOTH, Policy.MANUAL));
        }
        return new ObjectMapping(
                new ObjectType(type), type, "id", "hubspot_id", fields, identity, Deletes.CARRIED_OVER);
    }

    @Test
    void a_contact_is_called_by_both_names_in_the_order_of_people() {
        assertThat(RecordNames.name(CONTACTS, Map.of("lastname", Value.of("Lovelace"), "firstname", Value.of(" Ada "))))
                .isEqualTo("Ada Lovelace");
    }

    @Test
    void a_contact_without_names_is_called_by_its_address() {
        assertThat(RecordNames.name(CONTACTS, Map.of("lastname", Value.BLANK, "email", Value.of("ada@example.com"))))
                .isEqualTo("ada@example.com");
        assertThat(RecordNames.name(CONTACTS, Map.of("phone", Value.of("1")))).isNull();
    }

    @Test
    void other_types_are_called_by_what_sounds_like_a_name_or_else_by_their_identity() {
        var listings = mapping("listings", List.of("number"), "price", "number", "hs_listing_name");

        assertThat(RecordNames.name(listings, Map.of("number", Value.of("7"), "hs_listing_name", Value.of("The mill"))))
                .isEqualTo("The mill");
        assertThat(RecordNames.name(listings, Map.of("number", Value.of("7")))).isEqualTo("7");
        assertThat(RecordNames.fields(listings)).extracting(Field::name).containsExactly("hs_listing_name", "number");
    }

    @Test
    void a_long_name_is_cut_between_characters() {
        var name = RecordNames.name(CONTACTS, Map.of("lastname", Value.of("𝒜".repeat(300))));

        assertThat(name).isEqualTo("𝒜".repeat(200) + "…");
    }
}
