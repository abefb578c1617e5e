package dev.linchpin.simulator.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AccountTest {

    private static final String DETAILS = "/account-info/2026-09/details";
    private static final String LIMITS = "/crm/limits/2026-09/";

    private final TestAccount account = new TestAccount();

    @Test
    @Fact("account/details")
    void the_account_tells_who_and_where_it_is() {
        JsonNode details = account.get(DETAILS).json();
        assertThat(details.path("portalId").asLong()).isEqualTo(4242);
        assertThat(details.path("accountType").asString()).isEqualTo("STANDARD");
        assertThat(details.path("timeZone").asString()).isEqualTo("America/New_York");
        assertThat(details.path("utcOffset").asString()).isEqualTo("-05:00");
        assertThat(details.path("utcOffsetMilliseconds").asLong()).isEqualTo(-18_000_000);
        assertThat(details.path("companyCurrency").asString()).isEqualTo("EUR");
        assertThat(details.path("additionalCurrencies").toString()).isEqualTo("[\"USD\"]");
        assertThat(details.path("uiDomain").asString()).isEqualTo("app.hubspot.com");
        assertThat(details.path("dataHostingLocation").asString()).isEqualTo("na1");
    }

    @Test
    @Fact("account/types")
    void the_account_can_be_of_any_kind_that_hubspot_has() {
        account.set(
                "{\"account\":{\"accountType\":\"SANDBOX\",\"companyCurrency\":\"SEK\",\"dataHostingLocation\":\"eu1\"}}");
        assertThat(account.get(DETAILS).text("/accountType")).isEqualTo("SANDBOX");
        assertThat(account.get("/account-info/v3/details").text("/companyCurrency"))
                .isEqualTo("SEK");
        assertThat(account.control("PUT", "settings", "{\"account\":{\"accountType\":\"HUGE\"}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact({"account/daily-usage", "account/daily-reset"})
    void daily_usage_counts_calls_until_midnight_where_the_account_is() {
        var berlin = new TestAccount(options -> options.withTimeZone(ZoneId.of("Europe/Berlin")));
        berlin.get(TestAccount.CONTACTS);
        berlin.get(TestAccount.CONTACTS);
        JsonNode usage = berlin.get("/account-info/2026-09/api-usage/daily/private-apps")
                .json()
                .at("/results/0");
        assertThat(usage.path("currentUsage").asInt()).isEqualTo(3);
        assertThat(usage.path("resetsAt").asString()).isEqualTo("2026-11-20T23:00:00.000Z");
        assertThat(usage.path("fetchStatus").asString()).isEqualTo("SUCCESS");
        assertThat(usage.path("name").asString()).isEqualTo("private-apps-api-calls-daily");
    }

    @Test
    @Fact("account/custom-property-limits")
    void the_limits_of_custom_properties_are_told_by_type_and_in_all() {
        JsonNode before = account.get(LIMITS + "custom-properties").json();
        assertThat(before.path("overallLimit").asInt()).isEqualTo(10_000);
        assertThat(before.path("byObjectType")
                        .valueStream()
                        .map(type -> type.path("objectTypeId").asString()))
                .containsExactly("0-1", "0-2", "0-3", "0-5", "0-8");
        assertThat(before.at("/byObjectType/0/limit").asInt()).isEqualTo(1_000);
        assertThat(before.at("/byObjectType/0/pluralLabel").asString()).isEqualTo("Contacts");
        account.post(
                "/crm/properties/2026-09/contacts",
                "{\"name\":\"p\",\"label\":\"P\",\"type\":\"string\",\"fieldType\":\"text\",\"groupName\":\"contactinformation\"}");
        JsonNode after = account.get(LIMITS + "custom-properties").json();
        assertThat(after.at("/byObjectType/0/usage").asInt())
                .isEqualTo(before.at("/byObjectType/0/usage").asInt() + 1);
        assertThat(after.path("overallUsage").asInt())
                .isEqualTo(before.path("overallUsage").asInt() + 1);
        assertThat(account.get(LIMITS + "calculated-properties")
                        .json()
                        .path("overallUsage")
                        .asInt())
                .isZero();
    }

    @Test
    @Fact("account/custom-type-limits")
    void the_limit_of_custom_types_counts_those_in_use() {
        assertThat(account.get(LIMITS + "custom-object-types").json().toString())
                .isEqualTo("{\"limit\":10,\"usage\":0,\"percentage\":0.0}");
        car();
        assertThat(account.get("/crm/v3/limits/custom-object-types")
                        .json()
                        .path("percentage")
                        .asDouble())
                .isEqualTo(10.0);
        account.delete("/crm-object-schemas/2026-09/schemas/p4242_car");
        assertThat(account.get(LIMITS + "custom-object-types")
                        .json()
                        .path("usage")
                        .asInt())
                .isZero();
    }

    @Test
    @Fact("account/pipeline-limits")
    void pipelines_beyond_the_first_count() {
        car();
        account.post(
                "/crm/pipelines/2026-09/deals",
                "{\"label\":\"B\",\"displayOrder\":1,\"stages\":[{\"label\":\"S\",\"displayOrder\":0,\"metadata\":{\"probability\":\"0.5\"}}]}");
        JsonNode limits = account.get(LIMITS + "pipelines").json();
        JsonNode deals = limits.at("/hubspotDefinedObjectTypes/0");
        assertThat(deals.path("objectTypeId").asString()).isEqualTo("0-3");
        assertThat(deals.path("usage").asInt()).isEqualTo(1);
        assertThat(deals.path("limit").asInt()).isEqualTo(100);
        JsonNode orders = limits.path("hubspotDefinedObjectTypes")
                .valueStream()
                .filter(type -> type.path("objectTypeId").asString().equals("0-123"))
                .findFirst()
                .orElseThrow();
        assertThat(orders.path("limit").asInt()).isEqualTo(50);
        assertThat(limits.at("/customObjectTypes/overallLimit").asInt()).isEqualTo(100);
        assertThat(limits.at("/customObjectTypes/byObjectType/0/singularLabel").asString())
                .isEqualTo("Car");
    }

    @Test
    @Fact("account/record-limits")
    void records_are_counted_by_type() {
        account.contact("\"email\":\"a@b.example\"");
        car();
        account.post("/crm/objects/2026-09/p4242_car", "{\"properties\":{}}");
        JsonNode limits = account.get(LIMITS + "records").json();
        assertThat(limits.at("/hubspotDefinedObjectTypes/0/usage").asInt()).isEqualTo(1);
        assertThat(limits.at("/hubspotDefinedObjectTypes/0/limit").asLong()).isEqualTo(15_000_000);
        assertThat(limits.at("/customObjectTypes/overallUsage").asInt()).isEqualTo(1);
        assertThat(limits.at("/customObjectTypes/byObjectType/0/usage").asInt()).isEqualTo(1);
        account.set("{\"account\":{\"recordsPerType\":4}}");
        assertThat(account.get(LIMITS + "records")
                        .json()
                        .at("/hubspotDefinedObjectTypes/0/percentage")
                        .asDouble())
                .isEqualTo(25.0);
    }

    @Test
    @Fact("account/limit-scopes")
    void limits_need_a_scope_of_records() {
        account.set(
                "{\"tokens\":[{\"token\":\"schemas\",\"scopes\":[\"crm.schemas.contacts.read\",\"crm.schemas.custom.read\"]},"
                        + "{\"token\":\"objects\",\"scopes\":[\"crm.objects.companies.read\"]}]}");
        assertThat(account.callAs("schemas", "GET", LIMITS + "custom-properties", "")
                        .status())
                .isEqualTo(403);
        assertThat(account.callAs("objects", "GET", LIMITS + "custom-properties", "")
                        .status())
                .isEqualTo(200);
        assertThat(account.callAs("schemas", "GET", LIMITS + "custom-object-types", "")
                        .status())
                .isEqualTo(200);
    }

    private void car() {
        account.post(
                "/crm-object-schemas/2026-09/schemas",
                "{\"name\":\"car\",\"labels\":{\"singular\":\"Car\",\"plural\":\"Cars\"},"
                        + "\"primaryDisplayProperty\":\"hs_object_id\"}");
    }
}
