package dev.linchpin.simulator.webhooks;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhooksTest {

    private final TestAccount account =
            new TestAccount(options -> options.withWebhooks("http://localhost:9/hook?a=b%2Fc", "shh"));

    @Test
    @Fact({"webhooks/creation-fan-out", "webhooks/source"})
    void a_creation_is_one_event_for_the_record_and_one_for_each_property() {
        String id = account.contact("\"email\":\"A@b.example\",\"phone\":\"1\"");
        List<JsonNode> events = account.deliveredEvents();
        assertThat(events)
                .extracting(event -> event.path("subscriptionType").asString() + " "
                        + event.path("propertyName").asString("") + " "
                        + event.path("propertyValue").asString(""))
                .containsExactlyInAnyOrder(
                        "contact.creation  ",
                        "contact.propertyChange email a@b.example",
                        "contact.propertyChange phone 1");
        JsonNode creation = events.getFirst();
        assertThat(creation.path("objectId").asString()).isEqualTo(id);
        assertThat(creation.path("changeFlag").asString()).isEqualTo("CREATED");
        assertThat(creation.path("changeSource").asString()).isEqualTo("INTEGRATION");
        assertThat(creation.path("sourceId").asString()).isEqualTo("900100");
        assertThat(creation.path("portalId").asInt()).isEqualTo(4242);
        assertThat(creation.path("attemptNumber").asInt()).isZero();
        assertThat(creation.path("occurredAt").asLong()).isEqualTo(account.clock.millis());
    }

    @Test
    @Fact({"webhooks/only-changed-properties", "webhooks/source"})
    void a_persons_edit_names_the_person_and_only_changed_properties_fire() {
        String id = account.contact("\"phone\":\"1\",\"city\":\"Berlin\"");
        account.deliveredEvents();
        account.edit(
                77,
                "{\"objectType\":\"contacts\",\"id\":\"" + id
                        + "\",\"properties\":{\"phone\":\"2\",\"city\":\"Berlin\"}}");
        List<JsonNode> events = account.deliveredEvents();
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().path("propertyName").asString()).isEqualTo("phone");
        assertThat(events.getFirst().path("changeSource").asString()).isEqualTo("CRM_UI");
        assertThat(events.getFirst().path("sourceId").asString()).isEqualTo("userId:77");
    }

    @Test
    @Fact({"webhooks/deletion-and-restore", "webhooks/privacy-deletion"})
    void archiving_restoring_and_privacy_deletion_have_their_events() {
        String id = account.contact("\"email\":\"a@b.example\"");
        account.deliveredEvents();
        account.edit(7, "{\"objectType\":\"contacts\",\"id\":\"" + id + "\",\"archive\":true}");
        assertThat(types()).containsExactly("contact.deletion");
        account.edit(7, "{\"objectType\":\"contacts\",\"id\":\"" + id + "\",\"restore\":true}");
        assertThat(types()).containsExactly("contact.restore");
        account.post(CONTACTS + "/gdpr-delete", "{\"objectId\":\"" + id + "\"}");
        assertThat(types()).containsExactlyInAnyOrder("contact.privacyDeletion", "contact.deletion");
    }

    @Test
    @Fact("webhooks/merge")
    void a_merge_is_a_merge_event_and_a_deletion_for_each_absorbed_id_without_property_changes() {
        String other = account.contact("\"phone\":\"1\"");
        String primary = account.contact("\"city\":\"Berlin\"");
        account.deliveredEvents();
        String survivor = account.edit(
                        7, "{\"objectType\":\"contacts\",\"id\":\"" + other + "\",\"mergeInto\":\"" + primary + "\"}")
                .text("/id");
        List<JsonNode> events = account.deliveredEvents();
        JsonNode merge = events.getFirst();
        assertThat(merge.path("subscriptionType").asString()).isEqualTo("contact.merge");
        assertThat(merge.path("primaryObjectId").asString()).isEqualTo(primary);
        assertThat(merge.at("/mergedObjectIds/0").asString()).isEqualTo(other);
        assertThat(merge.path("newObjectId").asString()).isEqualTo(survivor);
        assertThat(merge.path("numberOfPropertiesMoved").asInt()).isEqualTo(1);
        assertThat(events.subList(1, events.size()))
                .extracting(event -> event.path("subscriptionType").asString() + " "
                        + event.path("objectId").asString())
                .containsExactlyInAnyOrder("contact.deletion " + other, "contact.deletion " + primary);
    }

    @Test
    @Fact("webhooks/at-most-100")
    void deliveries_hold_at_most_100_events_and_ten_are_on_their_way_at_once() {
        for (int i = 0; i < 600; i++) {
            account.contact("\"firstname\":\"n" + i + "\"");
        }
        var taken = new ArrayList<Delivery>();
        for (Optional<Delivery> next = take(); next.isPresent(); next = take()) {
            taken.add(next.get());
        }
        assertThat(taken).hasSize(10).allMatch(delivery -> delivery.size() == 100);
        account.hubSpot.webhooks().settle(taken.getFirst(), true);
        assertThat(take()).isPresent();
        assertThat(take()).isEmpty();
    }

    @Test
    @Fact("webhooks/retries")
    void a_refused_delivery_is_retried_with_rising_attempt_numbers_ten_times_within_a_day() {
        account.contact("\"phone\":\"1\"");
        var attempts = new ArrayList<Integer>();
        Duration waited = Duration.ZERO;
        while (waited.compareTo(Duration.ofHours(24)) < 0) {
            for (Optional<Delivery> next = take(); next.isPresent(); next = take()) {
                attempts.add(TestAccount.events(next.get())
                        .getFirst()
                        .path("attemptNumber")
                        .asInt());
                account.hubSpot.webhooks().settle(next.get(), false);
            }
            account.advance(Duration.ofMinutes(1));
            waited = waited.plusMinutes(1);
        }
        assertThat(attempts).contains(0, 1, 5, 10).doesNotContain(11);
        JsonNode counted = account.stats().path("webhooks");
        assertThat(counted.path("failed").asInt()).isEqualTo(22);
        assertThat(counted.path("retried").asInt()).isEqualTo(20);
        assertThat(counted.path("abandoned").asInt()).isEqualTo(2);
        assertThat(counted.path("queued").asInt()).isZero();
    }

    @Test
    @Fact("webhooks/retries")
    void there_are_ten_retries_and_no_more_however_short_the_pauses() {
        account.set("{\"webhooks\":{\"firstRetryAfter\":\"1s\",\"properties\":[]}}");
        account.contact("\"phone\":\"1\"");
        int deliveries = 0;
        for (int minute = 0; minute < 60; minute++) {
            for (Optional<Delivery> next = take(); next.isPresent(); next = take()) {
                account.hubSpot.webhooks().settle(next.get(), false);
                deliveries++;
            }
            account.advance(Duration.ofMinutes(1));
        }
        assertThat(deliveries).isEqualTo(11);
    }

    @Test
    void a_retry_waits_for_the_simulators_clock() {
        account.contact("\"phone\":\"1\"");
        account.hubSpot.webhooks().settle(take().orElseThrow(), false);
        assertThat(take()).isEmpty();
        account.control("POST", "clock", "{\"advance\":\"PT2M\"}");
        assertThat(take()).isPresent();
    }

    @Test
    @Fact({"webhooks/signature-v1", "webhooks/signature-v3"})
    void deliveries_are_signed_the_v1_and_the_v3_way() {
        account.contact("\"phone\":\"1\"");
        Delivery delivery = take().orElseThrow();
        String timestamp = Long.toString(account.clock.millis());
        assertThat(delivery.headers())
                .containsEntry("X-HubSpot-Signature-Version", "v1")
                .containsEntry("X-HubSpot-Signature", Signatures.v1("shh", delivery.body()))
                .containsEntry("X-HubSpot-Request-Timestamp", timestamp)
                .containsEntry(
                        "X-HubSpot-Signature-v3",
                        Signatures.v3(
                                "shh",
                                "POST",
                                "http://localhost:9/hook?a=b/c",
                                delivery.body(),
                                account.clock.millis()));
    }

    @Test
    @Fact({"webhooks/signature-v1", "webhooks/signature-v3"})
    void signatures_agree_with_values_computed_elsewhere() {
        byte[] body = "[{\"eventId\":1}]".getBytes(StandardCharsets.UTF_8);
        // printf 'secret[{"eventId":1}]' | sha256sum
        assertThat(Signatures.v1("secret", body))
                .isEqualTo("9f0b6e628c8a06be0007dd97fda23db362da1572cd10c10673d66f4e30ba8966");
        // printf 'POSThttps://a.example/h?x=:[{"eventId":1}]1700000000000' | openssl dgst -sha256 -hmac secret -binary
        // | base64
        assertThat(Signatures.v3("secret", "POST", "https://a.example/h?x=%3A", body, 1_700_000_000_000L))
                .isEqualTo("qThZd/1V0330RPjuMpow+T09Tfxp+N9yRv6AxsrHgSo=");
    }

    @Test
    void the_timestamp_stays_fresh_for_the_receiver_when_the_simulators_clock_is_moved() {
        account.contact("\"phone\":\"1\"");
        account.control("POST", "clock", "{\"advance\":\"PT5H\"}");
        assertThat(take().orElseThrow().headers().get("X-HubSpot-Request-Timestamp"))
                .isEqualTo(Long.toString(account.clock.millis()));
    }

    @Test
    @Fact("webhooks/no-order")
    void events_can_be_lost_doubled_and_overtaken() {
        account.set("{\"webhooks\":{\"loss\":1.0}}");
        account.contact("\"phone\":\"1\"");
        assertThat(account.deliveredEvents()).isEmpty();
        assertThat(account.stats().at("/webhooks/lost").asInt()).isEqualTo(2);
        account.set("{\"webhooks\":{\"loss\":0,\"duplicates\":1.0}}");
        account.contact("\"phone\":\"1\"");
        assertThat(account.deliveredEvents()).hasSize(4);
        account.set("{\"webhooks\":{\"duplicates\":0,\"reorder\":0.5}}");
        for (int i = 0; i < 20; i++) {
            account.contact("\"phone\":\"1\"");
        }
        int prompt = account.deliveredEvents().size();
        assertThat(prompt).isBetween(1, 39);
        account.advance(Duration.ofSeconds(10));
        assertThat(account.deliveredEvents()).hasSize(40 - prompt);
    }

    @Test
    void only_subscribed_types_and_properties_fire() {
        account.post("/crm/v3/objects/notes", "{\"properties\":{\"hs_timestamp\":\"0\"}}");
        assertThat(account.deliveredEvents()).isEmpty();
        account.set("{\"webhooks\":{\"objectTypes\":[\"contacts\",\"notes\"],\"properties\":[\"phone\"]}}");
        account.contact("\"phone\":\"1\",\"city\":\"Berlin\"");
        assertThat(types()).containsExactlyInAnyOrder("contact.creation", "contact.propertyChange");
        account.post("/crm/v3/objects/notes", "{\"properties\":{\"hs_timestamp\":\"0\"}}");
        JsonNode note = account.deliveredEvents().getFirst();
        assertThat(note.path("subscriptionType").asString()).isEqualTo("object.creation");
        assertThat(note.path("objectTypeId").asString()).isEqualTo("0-46");
    }

    @Test
    @Fact("webhooks/retries")
    void a_whole_day_of_retries_passes_in_no_time() {
        account.set("{\"webhooks\":{\"properties\":[]}}");
        account.contact("\"phone\":\"1\"");
        long start = account.clock.millis();
        var pauses = new ArrayList<Long>();
        long before = start;
        for (int attempt = 0; take(pauses.size() == attempt, attempt); attempt++) {
            pauses.add(account.clock.millis() - before);
            before = account.clock.millis();
            account.advance(
                    Duration.ofMillis(account.hubSpot.webhooks().nextDue().orElse(before + 1) - before));
        }
        assertThat(pauses).hasSize(11);
        for (int i = 2; i < pauses.size(); i++) {
            assertThat(pauses.get(i)).isGreaterThan(pauses.get(i - 1));
        }
        assertThat(before - start)
                .isBetween(Duration.ofHours(21).toMillis(), Duration.ofHours(24).toMillis());
        account.advance(Duration.ofHours(24));
        assertThat(take()).isEmpty();
        assertThat(account.stats().at("/webhooks/abandoned").asInt()).isEqualTo(1);
    }

    @Test
    @Fact("webhooks/retries")
    void retries_come_at_random_times_that_follow_from_the_seed() {
        assertThat(firstRetry(1)).isEqualTo(firstRetry(1)).isNotEqualTo(firstRetry(2));
    }

    private static long firstRetry(long seed) {
        var seeded = new TestAccount(options ->
                options.withWebhooks("http://localhost:9/hook", "shh").withSeed(seed));
        seeded.contact("\"phone\":\"1\"");
        seeded.hubSpot.webhooks().settle(seeded.hubSpot.webhooks().take().orElseThrow(), false);
        return seeded.hubSpot.webhooks().nextDue().orElseThrow() - seeded.clock.millis();
    }

    /** Takes the delivery that is due and refuses it; whether there was one. */
    private boolean take(boolean expected, int attempt) {
        Optional<Delivery> delivery = take();
        delivery.ifPresent(taken -> {
            assertThat(expected).isTrue();
            assertThat(TestAccount.events(taken)
                            .getFirst()
                            .path("attemptNumber")
                            .asInt())
                    .isEqualTo(attempt);
            account.hubSpot.webhooks().settle(taken, false);
        });
        return delivery.isPresent();
    }

    @Test
    @Fact("webhooks/retried-events-are-batched-anew")
    void events_that_are_tried_again_come_together_with_others() {
        account.set("{\"webhooks\":{\"properties\":[]}}");
        account.contact("\"phone\":\"1\"");
        account.hubSpot.webhooks().settle(take().orElseThrow(), false);
        account.advance(Duration.ofMinutes(2));
        account.contact("\"phone\":\"2\"");
        assertThat(TestAccount.events(take().orElseThrow()))
                .extracting(event -> event.path("attemptNumber").asInt())
                .containsExactly(1, 0);
    }

    @Test
    @Fact("webhooks/redirects")
    void a_redirect_is_a_failure_unless_set_otherwise() {
        assertThat(account.hubSpot.webhooks().isAccepted(204)).isTrue();
        assertThat(account.hubSpot.webhooks().isAccepted(302)).isFalse();
        assertThat(account.hubSpot.webhooks().isAccepted(404)).isFalse();
        account.set("{\"webhooks\":{\"acceptRedirects\":true}}");
        assertThat(account.hubSpot.webhooks().isAccepted(302)).isTrue();
        assertThat(account.hubSpot.webhooks().isAccepted(500)).isFalse();
    }

    @Test
    @Fact({"webhooks/type-key", "webhooks/withheld-values"})
    void the_kind_can_be_called_event_type_and_values_can_be_withheld() {
        account.set("{\"webhooks\":{\"eventTypeKey\":true,\"withheldProperties\":[\"phone\"]}}");
        account.contact("\"phone\":\"1\",\"city\":\"Berlin\"");
        List<JsonNode> events = account.deliveredEvents();
        assertThat(events).allMatch(event -> event.has("eventType") && !event.has("subscriptionType"));
        JsonNode phone = events.stream()
                .filter(event -> event.path("propertyName").asString("").equals("phone"))
                .findFirst()
                .orElseThrow();
        assertThat(phone.path("isSensitive").asBoolean()).isTrue();
        assertThat(phone.has("propertyValue")).isFalse();
    }

    @Test
    @Fact("webhooks/signature-v2")
    void deliveries_can_be_signed_the_v2_way() {
        account.set("{\"webhooks\":{\"signatureV2\":true}}");
        account.contact("\"phone\":\"1\"");
        Delivery delivery = take().orElseThrow();
        assertThat(delivery.headers())
                .containsEntry("X-HubSpot-Signature-Version", "v2")
                .containsEntry(
                        "X-HubSpot-Signature",
                        Signatures.v2("shh", "POST", "http://localhost:9/hook?a=b%2Fc", delivery.body()));
    }

    @Test
    @Fact("webhooks/signature-v3")
    void twelve_characters_of_the_uri_are_decoded_before_it_is_signed_and_no_others() {
        assertThat(signed("https://a.example/h?x=%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B"))
                .isEqualTo(signed("https://a.example/h?x=:/?@!$'()*,;"));
        for (String kept : List.of("%20", "%26", "%3D", "%2B", "%23", "%25", "%C3%A9")) {
            assertThat(signed("https://a.example/h?x=" + kept))
                    .as(kept)
                    .isNotEqualTo(signed("https://a.example/h?x=" + URLDecoder.decode(kept, StandardCharsets.UTF_8)));
        }
    }

    private static String signed(String uri) {
        return Signatures.v3("secret", "POST", uri, new byte[0], 1);
    }

    @Test
    @Fact("webhooks/withheld-values")
    void values_of_sensitive_properties_are_withheld() {
        account.set("{\"definitions\":{\"sensitiveData\":true}}");
        account.post("/crm/properties/2026-09/contacts", """
                {"name":"blood","label":"b","type":"string","fieldType":"text","groupName":"contactinformation",
                "dataSensitivity":"sensitive"}""");
        account.contact("\"blood\":\"AB\",\"phone\":\"1\"");
        assertThat(account.deliveredEvents())
                .filteredOn(event -> event.has("propertyName"))
                .extracting(event -> event.path("propertyName").asString() + " "
                        + event.path("isSensitive").asBoolean() + " "
                        + event.path("propertyValue").asString(""))
                .containsExactlyInAnyOrder("blood true ", "phone false 1");
    }

    @Test
    @Fact({"webhooks/association-change", "webhooks/association-object-id"})
    void a_link_is_told_from_both_sides_and_a_primary_one_twice() {
        account.set("{\"webhooks\":{\"associations\":true,\"properties\":[]}}");
        String contact = account.contact("\"phone\":\"1\"");
        String company = account.company("\"name\":\"Acme\"");
        account.deliveredEvents();
        account.call(
                "PUT",
                CONTACTS + "/" + contact + "/associations/companies/" + company,
                "[{\"associationCategory\":\"HUBSPOT_DEFINED\",\"associationTypeId\":1}]");
        List<JsonNode> events = account.deliveredEvents();
        assertThat(events)
                .extracting(event -> event.path("subscriptionType").asString() + " "
                        + event.path("associationType").asString() + " "
                        + event.path("fromObjectId").asString() + " "
                        + event.path("isPrimaryAssociation").asBoolean())
                .containsExactlyInAnyOrder(
                        "contact.associationChange CONTACT_TO_COMPANY " + contact + " true",
                        "contact.associationChange CONTACT_TO_COMPANY " + contact + " false",
                        "company.associationChange COMPANY_TO_CONTACT " + company + " true",
                        "company.associationChange COMPANY_TO_CONTACT " + company + " false");
        assertThat(events).noneMatch(event -> event.path("associationRemoved").asBoolean() || event.has("objectId"));
        account.set("{\"webhooks\":{\"associationObjectId\":true}}");
        account.delete(CONTACTS + "/" + contact + "/associations/companies/" + company);
        assertThat(account.deliveredEvents())
                .isNotEmpty()
                .allMatch(event -> event.path("associationRemoved").asBoolean()
                        && event.path("objectId").equals(event.path("fromObjectId")));
    }

    @Test
    @Fact("webhooks/calculated-properties")
    void changes_of_calculated_properties_make_events_only_where_set_so() {
        String contact = account.contact("\"phone\":\"1\"");
        account.deliveredEvents();
        account.advance(Duration.ofSeconds(1));
        account.post(
                "/crm/objects/2026-09/notes",
                "{\"properties\":{\"hs_timestamp\":\"2026-11-20T09:00:00Z\",\"hs_note_body\":\"x\"},\"associations\":["
                        + "{\"to\":{\"id\":\"" + contact
                        + "\"},\"types\":[{\"associationCategory\":\"HUBSPOT_DEFINED\","
                        + "\"associationTypeId\":202}]}]}");
        account.advance(Duration.ofMinutes(5));
        account.get(CONTACTS);
        assertThat(account.value(contact, "num_notes")).isEqualTo("1");
        assertThat(account.deliveredEvents()).isEmpty();
        account.set("{\"webhooks\":{\"calculatedProperties\":[\"num_notes\"]}}");
        account.post(
                "/crm/objects/2026-09/notes",
                "{\"properties\":{\"hs_timestamp\":\"2026-11-20T09:00:00Z\",\"hs_note_body\":\"x\"},\"associations\":["
                        + "{\"to\":{\"id\":\"" + contact
                        + "\"},\"types\":[{\"associationCategory\":\"HUBSPOT_DEFINED\","
                        + "\"associationTypeId\":202}]}]}");
        account.advance(Duration.ofMinutes(5));
        account.get(CONTACTS);
        assertThat(account.deliveredEvents())
                .extracting(event -> event.path("propertyName").asString(""))
                .containsExactly("num_notes");
    }

    private List<String> types() {
        return account.deliveredEvents().stream()
                .map(event -> event.path("subscriptionType").asString())
                .toList();
    }

    private Optional<Delivery> take() {
        return account.hubSpot.webhooks().take();
    }
}
