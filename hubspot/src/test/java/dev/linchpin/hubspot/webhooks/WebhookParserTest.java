package dev.linchpin.hubspot.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.InboxEvent;
import dev.linchpin.hubspot.account.OwnApp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookParserTest {
    private static final ObjectType CARS = new ObjectType("cars");

    private final WebhookParser parser = new WebhookParser("4242", new OwnApp("5150"), Map.of("2-77", CARS));

    @Test
    void a_changed_property_is_one_event() {
        assertThat(events("""
                [{"eventId":771001,"subscriptionId":9001,"portalId":4242,"appId":5150,"occurredAt":1795200000123,
                  "subscriptionType":"contact.propertyChange","attemptNumber":0,"objectId":88001,
                  "propertyName":"phone","propertyValue":"+4930111","changeSource":"CRM_UI","sourceId":"userId:77"}]""")).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(ObjectType.CONTACTS);
            assertThat(event.record()).isEqualTo(new HubSpotId("88001"));
            assertThat(event.kind()).isEqualTo("propertyChange");
            assertThat(event.property()).isEqualTo("phone");
            assertThat(event.value()).isEqualTo("+4930111");
            assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochMilli(1_795_200_000_123L));
            assertThat(event.ours()).isFalse();
            assertThat(event.deduplicationKey()).doesNotContain("+4930111");
        });
    }

    @Test
    void the_writing_app_tells_our_own_changes() {
        assertThat(events("""
                [{"portalId":4242,"occurredAt":1,"subscriptionType":"company.creation","objectId":1,
                  "changeFlag":"CREATED","changeSource":"INTEGRATION","sourceId":"5150"},
                 {"portalId":4242,"occurredAt":1,"subscriptionType":"company.creation","objectId":2,
                  "changeSource":"INTEGRATION","sourceId":"5151"}]""")).extracting(InboxEvent::ours).containsExactly(true, false);
    }

    @Test
    void generic_events_and_the_documented_name_of_the_type_are_understood() {
        assertThat(events("""
                [{"portalId":4242,"occurredAt":1,"subscriptionType":"object.propertyChange","objectTypeId":"0-2",
                  "objectId":1,"propertyName":"name"},
                 {"portalId":4242,"occurredAt":1,"eventType":"deal.deletion","objectId":2},
                 {"portalId":4242,"occurredAt":1,"subscriptionType":"object.creation","objectTypeId":"2-77","objectId":3},
                 {"portalId":4242,"occurredAt":1,"subscriptionType":"object.creation","objectTypeId":"2-78","objectId":4},
                 {"portalId":4242,"occurredAt":1,"subscriptionType":"line_item.restore","objectId":5}]"""))
                .extracting(event -> event.type().name())
                .containsExactly("companies", "deals", "cars", "2-78", "line_items");
    }

    @Test
    void a_merge_concerns_the_survivor_and_all_it_absorbed() {
        assertThat(events("""
                [{"portalId":4242,"occurredAt":1795200001000,"subscriptionType":"contact.merge","objectId":88009,
                  "primaryObjectId":88001,"mergedObjectIds":[88002],"newObjectId":88009,"changeSource":"CRM_UI"}]""")).extracting(event -> event.record().value()).containsExactly("88009", "88001", "88002");
    }

    @Test
    void a_changed_association_concerns_both_ends() {
        var events = events("""
                [{"portalId":4242,"occurredAt":1795200001200,"subscriptionType":"contact.associationChange",
                  "associationType":"CONTACT_TO_COMPANY","fromObjectId":88001,"toObjectId":99001,
                  "associationRemoved":false,"isPrimaryAssociation":true},
                 {"portalId":4242,"occurredAt":1795200001200,"subscriptionType":"contact.associationChange",
                  "associationType":"CONTACT_TO_COMPANY","fromObjectId":88001,"toObjectId":99001,
                  "associationRemoved":false,"isPrimaryAssociation":false}]""");

        assertThat(events)
                .extracting(event -> event.type() + " " + event.record())
                .containsExactly("contacts 88001", "companies 99001", "contacts 88001", "companies 99001");
        assertThat(events).extracting(InboxEvent::deduplicationKey).doesNotHaveDuplicates();
    }

    @Test
    void a_repeated_delivery_has_the_same_key_and_another_event_has_another() {
        var event =
                "{\"eventId\":%d,\"portalId\":4242,\"occurredAt\":%d,\"subscriptionType\":\"contact.propertyChange\","
                        + "\"attemptNumber\":%d,\"objectId\":%d,\"propertyName\":\"%s\",\"propertyValue\":\"%s\"}";
        var first = key(event.formatted(1, 100, 0, 7, "phone", "1"));

        assertThat(key(event.formatted(2, 100, 3, 7, "phone", "1"))).isEqualTo(first);
        assertThat(List.of(
                        key(event.formatted(1, 101, 0, 7, "phone", "1")),
                        key(event.formatted(1, 100, 0, 8, "phone", "1")),
                        key(event.formatted(1, 100, 0, 7, "city", "1")),
                        key(event.formatted(1, 100, 0, 7, "phone", "2"))))
                .doesNotContain(first)
                .doesNotHaveDuplicates();
    }

    @Test
    void entries_that_make_no_sense_are_named_and_do_not_cost_the_others() {
        assertThat(parse("""
                [7,
                 {"portalId":1,"occurredAt":1,"subscriptionType":"contact.creation","objectId":1},
                 {"portalId":4242,"occurredAt":1,"subscriptionType":"conversation.newMessage","objectId":1},
                 {"portalId":4242,"occurredAt":1,"subscriptionType":"conversation.creation","objectId":1},
                 {"portalId":4242,"occurredAt":1,"subscriptionType":"contact.creation","objectId":"x"},
                 {"portalId":4242,"subscriptionType":"contact.creation","objectId":1},
                 {"portalId":4242,"occurredAt":1,"subscriptionType":"contact.creation","objectId":2}]""")).isInstanceOfSatisfying(Delivery.Understood.class, understood -> {
            assertThat(understood.events()).extracting(InboxEvent::record).containsExactly(new HubSpotId("2"));
            assertThat(understood.skipped())
                    .containsExactly(
                            "Event 0 is not an object",
                            "Event 1 belongs to account 1",
                            "Event 2 is of a kind that is not synced",
                            "Event 3 is about a type of record that is not synced",
                            "Event 4 names no record",
                            "Event 5 has no occurredAt");
        });
    }

    @Test
    void what_is_no_list_of_events_is_refused_whole() {
        assertThat(parse("[{")).isEqualTo(new Delivery.Refused("The body is not JSON"));
        assertThat(parse("")).isEqualTo(new Delivery.Refused("The body is not JSON"));
        assertThat(parse("{}")).isEqualTo(new Delivery.Refused("The body is not a JSON array of events"));
        assertThat(parse(Collections.nCopies(1_001, "{}").toString()))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.message()).contains("1001"));
    }

    private Delivery parse(String body) {
        return parser.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private List<InboxEvent> events(String body) {
        return switch (parse(body)) {
            case Delivery.Understood(var events, var skipped) -> {
                assertThat(skipped).isEmpty();
                yield events;
            }
            case Delivery.Refused refused -> throw new AssertionError(refused);
        };
    }

    private String key(String event) {
        return events("[" + event + "]").getFirst().deduplicationKey();
    }
}
