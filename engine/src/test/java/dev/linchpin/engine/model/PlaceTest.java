package dev.linchpin.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    @Test
    void a_path_leads_from_the_column_inwards() {
        assertThat(Place.parse("details->'web'->>'domain'")).isEqualTo(new Place("details", List.of("web", "domain")));
        assertThat(Place.parse("details -> 'it''s' -> 'here'"))
                .isEqualTo(new Place("details", List.of("it's", "here")));
        assertThat(Place.parse("company name")).isEqualTo(Place.ofColumn("company name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "details->web",
                "details->0",
                "details->'tags'->0",
                "details->>'a'->'b'",
                "details->'a",
                "details->''",
                "details->'a' || 'b'",
                "details->'\"'",
                "->'a'",
                " ",
                "lower(name)",
                "name::text",
                "details#>>'{a}'",
                "$.web",
                "a;drop table b",
                "'x'"
            })
    void whatever_else_is_refused(String text) {
        assertThatThrownBy(() -> Place.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void a_place_reads_as_it_was_written(
            @ForAll @AlphaChars @NotEmpty String column,
            @ForAll @Size(max = 4) List<@AlphaChars @Chars({'\'', '-', '>', ' ', '.', '~'}) @NotEmpty String> path) {
        var place = new Place(column, path);

        assertThat(Place.parse(place.toString())).isEqualTo(place);
    }

    @Property
    void a_composite_key_comes_apart_as_it_was_put_together(
            @ForAll @Size(min = 2, max = 4) List<@Chars({'~', '%', '7', 'E', 'a'}) String> parts) {
        var key = RowKey.of(parts);

        assertThat(key.parts(parts.size())).isEqualTo(parts);
    }
}
