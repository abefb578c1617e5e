package dev.linchpin.simulator.activities;

import static dev.linchpin.simulator.LinkingAccount.OBJECTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.LinkingAccount;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The account's clock begins at 2026-11-20T09:00. */
class ActivitiesTest {

    private static final String TIME = "\"hs_timestamp\":\"2026-11-20T08:00:00Z\"";

    private final LinkingAccount linking = new LinkingAccount();
    private final TestAccount account = linking.account;
    private final String contact = linking.contact();

    @ParameterizedTest
    @CsvSource({
        "notes, hs_note_body, 202",
        "calls, hs_call_body, 194",
        "meetings, hs_meeting_body, 200",
        "tasks, hs_task_body, 204",
    })
    @Fact({"activities/are-objects", "activities/linked-in-creation"})
    void activities_are_records_that_are_logged_on_others(String type, String body, int typeId) {
        String id = log(type, TIME + ",\"" + body + "\":\"Spoke\"", typeId);
        assertThat(linking.value(type, id, body)).isEqualTo("Spoke");
        assertThat(linking.links(type, id, "contacts")).containsExactly(contact + ": [" + typeId + "]");
    }

    @ParameterizedTest
    @CsvSource({"v3/objects", "objects/2026-03", "objects/2026-09"})
    @Fact("activities/timestamp-required")
    void an_activity_needs_a_time_under_every_version(String version) {
        Answer answer = account.post("/crm/" + version + "/notes", "{\"properties\":{\"hs_note_body\":\"x\"}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.response().text()).contains("hs_timestamp");
    }

    @Test
    @Fact("activities/bodies-sanitised")
    void scripts_and_handlers_are_taken_out_of_bodies() {
        account.set("{\"activities\":{\"wrapBodies\":false}}");
        String id = note("<p onclick='x()'>Hi <script>alert(1)</script><a href='javascript:x'>there</a></p><!-- c -->");
        assertThat(linking.value("notes", id, "hs_note_body")).isEqualTo("<p>Hi <a>there</a></p>");
        account.set("{\"activities\":{\"sanitiseBodies\":false}}");
        assertThat(linking.value("notes", note("<p onclick='x()'>Hi</p>"), "hs_note_body"))
                .isEqualTo("<p onclick='x()'>Hi</p>");
    }

    @Test
    @Fact("activities/bodies-wrapped")
    void html_bodies_are_wrapped_once() {
        String wrapped = "<div style=\"\" dir=\"auto\" data-top-level=\"true\"><p>Hi</p></div>";
        String id = note("<p>Hi</p>");
        assertThat(linking.value("notes", id, "hs_note_body")).isEqualTo(wrapped);
        account.patch(
                OBJECTS + "notes/" + id,
                "{\"properties\":{\"hs_note_body\":\"" + wrapped.replace("\"", "\\\"") + "\"}}");
        assertThat(linking.value("notes", id, "hs_note_body")).isEqualTo(wrapped);
    }

    @Test
    @Fact("activities/plain-bodies")
    void a_body_without_tags_stays_as_it_is() {
        assertThat(linking.value("notes", note("1 < 2 & so on"), "hs_note_body"))
                .isEqualTo("1 < 2 & so on");
    }

    @Test
    @Fact("activities/body-preview")
    void the_preview_is_the_text_of_the_body() {
        Answer created = account.post(
                OBJECTS + "notes",
                "{\"properties\":{" + TIME + ",\"hs_note_body\":\"<p>Hi <b>Ada</b></p><p>&amp; all</p>\"}}");
        assertThat(created.text("/properties/hs_body_preview")).isEqualTo("Hi Ada & all");
        assertThat(created.text("/properties/hs_body_preview_is_truncated")).isEqualTo("false");
        assertThat(created.text("/properties/hs_body_preview_html"))
                .startsWith("<html>\n <head></head>\n <body>")
                .contains("Hi Ada &amp; all");
    }

    @Test
    @Fact({"activities/preview-length", "activities/body-length"})
    void the_preview_ends_after_255_characters_and_a_body_after_65536() {
        String id = note("x".repeat(65_536));
        assertThat(linking.value("notes", id, "hs_body_preview")).hasSize(255);
        assertThat(linking.value("notes", id, "hs_body_preview_is_truncated")).isEqualTo("true");
        assertThat(account.post(OBJECTS + "notes", properties("x".repeat(65_537)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact({"activities/last-activity", "activities/number-of-activities", "activities/last-contacted"})
    void a_record_knows_when_and_how_often_there_was_an_activity() {
        log("calls", TIME, 194);
        log("notes", "\"hs_timestamp\":\"2026-11-20T08:30:00Z\"", 202);
        log("tasks", "\"hs_timestamp\":\"2026-11-20T08:45:00Z\"", 204);
        account.advance(Duration.ofSeconds(5));
        assertThat(linking.value("contacts", contact, "num_notes")).isEqualTo("3");
        assertThat(linking.value("contacts", contact, "num_contacted_notes")).isEqualTo("1");
        assertThat(linking.value("contacts", contact, "notes_last_updated")).isEqualTo("2026-11-20T08:30:00.000Z");
        assertThat(linking.value("contacts", contact, "notes_last_contacted")).isEqualTo("2026-11-20T08:00:00.000Z");
    }

    @Test
    @Fact({"activities/last-activity", "activities/number-of-activities"})
    void a_record_forgets_an_archived_activity_and_follows_one_that_is_moved() {
        String note = log("notes", TIME, 202);
        String call = log("calls", "\"hs_timestamp\":\"2026-11-20T08:30:00Z\"", 194);
        account.patch(OBJECTS + "notes/" + note, "{\"properties\":{\"hs_timestamp\":\"2026-11-20T07:00:00Z\"}}");
        account.delete(OBJECTS + "calls/" + call);
        account.advance(Duration.ofSeconds(5));
        assertThat(linking.value("contacts", contact, "num_notes")).isEqualTo("1");
        assertThat(linking.value("contacts", contact, "notes_last_updated")).isEqualTo("2026-11-20T07:00:00.000Z");
        assertThat(linking.value("contacts", contact, "notes_last_contacted")).isEmpty();
    }

    @Test
    @Fact("activities/next-activity")
    void an_activity_to_come_is_the_next_one_until_it_has_come() {
        log("meetings", "\"hs_timestamp\":\"2026-11-20T12:00:00Z\"", 200);
        account.advance(Duration.ofSeconds(5));
        assertThat(linking.value("contacts", contact, "notes_next_activity_date"))
                .isEqualTo("2026-11-20T12:00:00.000Z");
        assertThat(linking.value("contacts", contact, "notes_last_contacted")).isEmpty();
        account.advance(Duration.ofHours(3));
        assertThat(linking.value("contacts", contact, "notes_next_activity_date"))
                .isEmpty();
        assertThat(linking.value("contacts", contact, "notes_last_contacted")).isEqualTo("2026-11-20T12:00:00.000Z");
    }

    @Test
    @Fact({"side-effects/activities-bump", "side-effects/calculated-later"})
    void an_activity_moves_the_last_modified_property_some_time_later() {
        account.advance(Duration.ofMinutes(1));
        log("notes", TIME, 202);
        assertThat(linking.updatedAt("contacts", contact)).isEqualTo("2026-11-20T09:00:00.000Z");
        account.advance(Duration.ofHours(1));
        assertThat(linking.updatedAt("contacts", contact)).isEqualTo("2026-11-20T09:01:02.000Z");
        Answer history = account.get(OBJECTS + "contacts/" + contact + "?propertiesWithHistory=num_notes");
        assertThat(history.text("/propertiesWithHistory/num_notes/0/sourceType"))
                .isEqualTo("CALCULATED");
    }

    @Test
    @Fact("side-effects/activities-bump")
    void an_activity_leaves_the_last_modified_property_if_set() {
        account.set("{\"activities\":{\"activitiesTouch\":false,\"rollUpDelay\":\"0\"}}");
        account.advance(Duration.ofMinutes(1));
        log("notes", TIME, 202);
        assertThat(linking.value("contacts", contact, "num_notes")).isEqualTo("1");
        assertThat(linking.updatedAt("contacts", contact)).isEqualTo("2026-11-20T09:00:00.000Z");
    }

    @Test
    @Fact({"side-effects/counts-of-links", "side-effects/primary-company-on-records"})
    void records_count_what_they_are_linked_to() {
        String company = linking.company();
        String child = linking.company();
        String deal = linking.deal();
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1");
        linking.link("deals", deal, "contacts", contact);
        linking.label("deals", deal, "companies", company, "HUBSPOT_DEFINED=5");
        linking.label("companies", company, "companies", child, "HUBSPOT_DEFINED=13");
        account.advance(Duration.ofSeconds(5));
        assertThat(linking.value("companies", company, "num_associated_contacts"))
                .isEqualTo("1");
        assertThat(linking.value("companies", company, "num_associated_deals")).isEqualTo("1");
        assertThat(linking.value("companies", company, "hs_num_child_companies"))
                .isEqualTo("1");
        assertThat(linking.value("companies", child, "hs_parent_company_id")).isEqualTo(company);
        assertThat(linking.value("deals", deal, "num_associated_contacts")).isEqualTo("1");
        assertThat(linking.value("deals", deal, "hs_primary_associated_company"))
                .isEqualTo(company);
        assertThat(linking.value("contacts", contact, "associatedcompanyid")).isEqualTo(company);
        assertThat(linking.value("contacts", contact, "num_associated_deals")).isEqualTo("1");
        linking.unlink("contacts", contact, "companies", company);
        account.advance(Duration.ofSeconds(5));
        assertThat(linking.value("companies", company, "num_associated_contacts"))
                .isEqualTo("0");
        assertThat(linking.value("contacts", contact, "associatedcompanyid")).isEmpty();
    }

    @Test
    @Fact("side-effects/link-counts-do-not-bump")
    void counts_of_links_move_the_last_modified_property_only_if_set() {
        String company = linking.company();
        account.advance(Duration.ofMinutes(1));
        linking.link("contacts", contact, "companies", company);
        account.advance(Duration.ofMinutes(1));
        assertThat(linking.value("companies", company, "num_associated_contacts"))
                .isEqualTo("1");
        assertThat(linking.updatedAt("companies", company)).isEqualTo("2026-11-20T09:00:00.000Z");
        account.set("{\"activities\":{\"linksTouch\":true}}");
        linking.link("contacts", linking.contact(), "companies", company);
        account.advance(Duration.ofMinutes(1));
        assertThat(linking.updatedAt("companies", company)).isEqualTo("2026-11-20T09:02:02.000Z");
    }

    @Test
    @Fact("side-effects/read-only")
    void what_hubspot_computes_cannot_be_written() {
        for (String name :
                new String[] {"num_notes", "notes_last_updated", "associatedcompanyid", "num_associated_deals"}) {
            assertThat(account.patch(OBJECTS + "contacts/" + contact, "{\"properties\":{\"" + name + "\":\"1\"}}")
                            .response()
                            .text())
                    .contains("READ_ONLY_VALUE");
        }
    }

    private String log(String type, String properties, int typeId) {
        return LinkingAccount.created(account.post(
                OBJECTS + type,
                "{\"properties\":{" + properties + "},\"associations\":[{\"to\":{\"id\":\"" + contact + "\"},\"types\":"
                        + LinkingAccount.specs("HUBSPOT_DEFINED=" + typeId) + "}]}"));
    }

    private String note(String body) {
        return LinkingAccount.created(account.post(OBJECTS + "notes", properties(body)));
    }

    private static String properties(String body) {
        return "{\"properties\":{" + TIME + ",\"hs_note_body\":\"" + body + "\"}}";
    }
}
