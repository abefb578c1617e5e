package dev.linchpin.engine.cycle.push;

import static dev.linchpin.engine.cycle.Given.at;
import static dev.linchpin.engine.cycle.Given.refusedBy;
import static dev.linchpin.engine.cycle.Given.text;
import static dev.linchpin.engine.cycle.Given.value;
import static dev.linchpin.engine.cycle.Given.withLetters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.cycle.Given;
import dev.linchpin.engine.hubspot.RecordWrite;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.merge.FieldDecision.Reason;
import dev.linchpin.engine.merge.FieldDecision.ToHubSpot;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Attempt;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Side;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PushTest {
    private static final ObjectMapping MAPPING = Given.mapping(
            text("phone"), text("city"), Given.field("stage", FieldType.TEXT, Direction.FROM_HUBSPOT, Policy.MANUAL));

    @Test
    void only_what_the_merge_wants_in_hubspot_is_sent() {
        var decisions = new LinkedHashMap<String, FieldDecision>();
        decisions.put("phone", new ToHubSpot(value("222"), Reason.DATABASE_CHANGED));
        decisions.put("city", new FieldDecision.ToDatabase(value("Oslo"), Reason.HUBSPOT_CHANGED));
        decisions.put(
                "stage",
                new FieldDecision.DecidedLocally(
                        value("y"), value("x"), new BasePair(value("x"), value("x")), Reason.POLICY));
        assertThat(push(Given.claim(Map.of()), decisions).attempts()).containsOnlyKeys("phone");
    }

    @Test
    void an_attempt_remembers_what_was_seen_when_it_was_decided() {
        var attempt = push(Given.claim(Map.of()), Map.of("phone", toHubSpot("222")))
                .all()
                .getFirst();
        assertThat(attempt)
                .isEqualTo(new Attempt(
                        0, Given.LINK, "phone", value("222"), value("222"), value("111"), at(0), at(20_000), null));
        assertThat(attempt.isOpen()).isTrue();
    }

    @Test
    void without_anything_to_send_there_is_no_push() {
        assertThat(push(Given.claim(Map.of()), Map.of()).isEmpty()).isTrue();
    }

    @Test
    void a_refused_value_is_held_back_and_the_rest_is_sent() {
        var claim = withLetters(refusedBy(Side.HUBSPOT, "phone", value("bad")));
        assertThat(push(claim, Map.of("phone", toHubSpot("bad"), "city", toHubSpot("Bonn")))
                        .attempts())
                .containsOnlyKeys("city");
    }

    @Test
    void a_refused_clearing_is_held_back_too() {
        var claim = withLetters(refusedBy(Side.HUBSPOT, "phone", Value.BLANK));
        assertThat(push(claim, Map.of("phone", toHubSpot(""), "city", toHubSpot("Bonn")))
                        .attempts())
                .containsOnlyKeys("city");
    }

    @Test
    void a_new_record_is_not_made_when_every_value_for_it_is_held_back() {
        var claim = withLetters(refusedBy(Side.HUBSPOT, "phone", value("bad")));
        assertThat(Push.ofNew(MAPPING, claim, Given.row(Map.of("phone", "bad")), at(20_000)))
                .isEmpty();
    }

    @Test
    void a_refused_value_that_was_changed_is_sent() {
        var claim = withLetters(refusedBy(Side.HUBSPOT, "phone", value("bad")));
        assertThat(push(claim, Map.of("phone", toHubSpot("good"))).attempts()).containsOnlyKeys("phone");
    }

    @Test
    void a_discarded_value_is_held_back_still() {
        var letter = refusedBy(Side.HUBSPOT, "phone", value("bad"));
        var discarded = new DeadLetter(
                letter.id(),
                letter.linkId(),
                letter.field(),
                letter.side(),
                letter.refused(),
                letter.message(),
                letter.at(),
                true);
        assertThat(push(withLetters(discarded), Map.of("phone", toHubSpot("bad")))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void what_the_database_refused_is_not_held_back_from_hubspot() {
        var claim = withLetters(refusedBy(Side.DATABASE, "phone", value("222")));
        assertThat(push(claim, Map.of("phone", toHubSpot("222"))).attempts()).containsOnlyKeys("phone");
    }

    @Test
    void a_record_refused_as_a_whole_is_held_back_until_any_value_changes() {
        var decisions = Map.<String, FieldDecision>of("phone", toHubSpot("1"), "city", toHubSpot("2"));
        var digest = push(Given.claim(Map.of()), decisions).digest();
        var claim = withLetters(refusedBy(Side.HUBSPOT, "", digest));
        assertThat(push(claim, decisions).isEmpty()).isTrue();
        assertThat(push(claim, Map.of("phone", toHubSpot("1"), "city", toHubSpot("3")))
                        .attempts())
                .hasSize(2);
        assertThat(push(claim, Map.of("phone", toHubSpot("1"))).attempts()).hasSize(1);
    }

    @Test
    void a_link_that_only_exhausted_its_tries_is_not_held_back() {
        var claim = withLetters(refusedBy(Side.HUBSPOT, "", Value.BLANK));
        assertThat(push(claim, Map.of("phone", toHubSpot("1"))).isEmpty()).isFalse();
    }

    @Test
    void a_write_carries_properties_and_clears_with_an_empty_text() {
        var write = push(Given.claim(Map.of()), Map.of("phone", toHubSpot(""), "city", toHubSpot("Bonn")))
                .write(MAPPING, "1001");
        assertThat(write).isEqualTo(new RecordWrite("1001", Map.of("hs_phone", "", "hs_city", "Bonn")));
    }

    @Test
    void a_new_record_gets_every_value_that_may_flow_to_hubspot_and_is_not_blank() {
        var row = Given.row(Map.of("phone", "111", "city", "", "stage", "lead"));
        var push = Push.ofNew(MAPPING, Given.claim(Map.of()), row, at(20_000)).orElseThrow();
        assertThat(push.attempts()).containsOnlyKeys("phone");
        assertThat(push.all())
                .containsExactly(new Attempt(
                        0,
                        Given.LINK,
                        "phone",
                        value("111"),
                        value("111"),
                        Value.BLANK,
                        Instant.EPOCH,
                        at(20_000),
                        null));
    }

    @Test
    void a_new_record_goes_without_what_hubspot_refused() {
        var row = Given.row(Map.of("phone", "bad", "city", "Bonn"));
        var claim = withLetters(refusedBy(Side.HUBSPOT, "phone", value("bad")));
        assertThat(Push.ofNew(MAPPING, claim, row, at(20_000)).orElseThrow().attempts())
                .containsOnlyKeys("city");
    }

    @Test
    void a_new_record_that_hubspot_refused_as_a_whole_is_held_back_until_its_row_changes() {
        var row = Given.row(Map.of("phone", "1", "city", "2"));
        var digest = Push.ofNew(MAPPING, Given.claim(Map.of()), row, at(20_000))
                .orElseThrow()
                .digest();
        var claim = withLetters(refusedBy(Side.HUBSPOT, "", digest));
        assertThat(Push.ofNew(MAPPING, claim, row, at(20_000))).isEmpty();
        assertThat(Push.ofNew(MAPPING, claim, Given.row(Map.of("phone", "1", "city", "3")), at(20_000)))
                .isPresent();
    }

    @Test
    void letters_are_found_by_their_field() {
        var phone = refusedBy(Side.HUBSPOT, "phone", value("x"));
        var whole = refusedBy(Side.HUBSPOT, "", value("y"));
        var push = push(withLetters(phone, whole), Map.of("phone", toHubSpot("1")));
        assertThat(push.lettersOf("phone")).containsExactly(phone);
        assertThat(push.lettersOf("")).containsExactly(whole);
        assertThat(push.lettersOf("city")).isEmpty();
    }

    @Test
    void a_digest_is_equal_for_the_same_values_only() {
        var digest = Digest.of(new TreeMap<>(Map.of("a", value("1"), "b", value("2"))));
        assertThat(Digest.of(new TreeMap<>(Map.of("b", value("2"), "a", value("1")))))
                .isEqualTo(digest);
        assertThat(Digest.of(new TreeMap<>(Map.of("a", value("2"), "b", value("1")))))
                .isNotEqualTo(digest);
        assertThat(Digest.of(new TreeMap<>(Map.of("a", value("1"))))).isNotEqualTo(digest);
    }

    @Test
    void a_digest_does_not_confuse_where_one_value_ends_and_the_next_begins() {
        assertThat(Digest.of(new TreeMap<>(Map.of("a", value("1b"), "c", value("2")))))
                .isNotEqualTo(Digest.of(new TreeMap<>(Map.of("a", value("1"), "bc", value("2")))));
        assertThat(Digest.of(new TreeMap<>(Map.of("a", value("11:b1:2")))))
                .isNotEqualTo(Digest.of(new TreeMap<>(Map.of("a", value("1"), "b", value("2")))));
    }

    @Test
    void a_digest_tells_nothing_of_the_values_and_that_of_nothing_is_blank() {
        assertThat(Digest.of(new TreeMap<>(Map.of("email", value("ada@example.com"))))
                        .text())
                .matches("sha256:[0-9a-f]{64}");
        assertThat(Digest.of(new TreeMap<>())).isEqualTo(Value.BLANK);
    }

    private static ToHubSpot toHubSpot(String text) {
        return new ToHubSpot(value(text), Reason.DATABASE_CHANGED);
    }

    private static Push push(Claim claim, Map<String, ? extends FieldDecision> decisions) {
        var record = Given.record(Map.of("hs_phone", "111", "hs_city", "Rome"));
        return Push.of(MAPPING, claim, new LinkedHashMap<>(decisions), record, at(20_000));
    }
}
