package dev.linchpin.simulator.access;

import static dev.linchpin.simulator.TestAccount.COMPANIES;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccessTest {

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({"access/no-credentials", "access/unknown-version"})
    void without_a_token_known_paths_answer_401_and_unknown_versions_404() {
        Answer answer = anonymous("GET", CONTACTS);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/category")).isEqualTo("INVALID_AUTHENTICATION");
        assertThat(anonymous("GET", "/crm/objects/2031-03/contacts").status()).isEqualTo(404);
        assertThat(anonymous("GET", "/crm/v7/objects/contacts").status()).isEqualTo(404);
        assertThat(anonymous("GET", "/crm/2026-09/objects/contacts").status()).isEqualTo(404);
        assertThat(anonymous("GET", "/crm/objects/v3/contacts").status()).isEqualTo(404);
        assertThat(anonymous("PUT", CONTACTS).status()).isEqualTo(405);
    }

    @Test
    @Fact("access/garbage-token")
    void a_garbage_token_looks_expired_since_1970_unless_set_otherwise() {
        Answer answer = account.callAs("garbage", "GET", CONTACTS, "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/category")).isEqualTo("EXPIRED_AUTHENTICATION");
        assertThat(answer.json().at("/context").path("expire time").path(0).asString())
                .isEqualTo("1970-01-01T00:00:00.000Z");
        account.set("{\"behaviour\":{\"unknownTokenLooksExpired\":false}}");
        assertThat(account.callAs("garbage", "GET", CONTACTS, "").text("/category"))
                .isEqualTo("INVALID_AUTHENTICATION");
    }

    @Test
    @Fact("access/token-expiry")
    void a_token_expires_by_the_simulators_clock() {
        account.set("{\"tokens\":[{\"token\":\"short\",\"expiresAt\":\"2026-11-20T09:30:00Z\"}]}");
        assertThat(account.callAs("short", "GET", CONTACTS, "").status()).isEqualTo(200);
        account.advance(Duration.ofMinutes(31));
        Answer answer = account.callAs("short", "GET", CONTACTS, "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/message")).endsWith("expired 1 minute(s) ago.");
    }

    @Test
    @Fact({"access/missing-scope", "access/read-and-write", "access/activities-like-contacts"})
    void a_missing_scope_is_named_in_a_403() {
        account.set("{\"tokens\":[{\"token\":\"reader\",\"scopes\":[\"crm.objects.contacts.read\"]}]}");
        assertThat(account.callAs("reader", "GET", CONTACTS, "").status()).isEqualTo(200);
        assertThat(account.callAs("reader", "GET", "/crm/v3/objects/notes", "").status())
                .isEqualTo(200);
        Answer write = account.callAs("reader", "POST", CONTACTS, "{\"properties\":{}}");
        assertThat(write.status()).isEqualTo(403);
        assertThat(write.text("/category")).isEqualTo("MISSING_SCOPES");
        assertThat(write.text("/errors/0/context/requiredGranularScopes/0")).isEqualTo("crm.objects.contacts.write");
        assertThat(account.callAs("reader", "GET", COMPANIES, "").status()).isEqualTo(403);
        assertThat(account.callAs("reader", "POST", "/crm/properties/2026-09/contacts", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Fact("access/token-info")
    void token_info_tells_app_account_user_and_scopes() {
        account.set("{\"tokens\":[{\"token\":\"t\",\"appId\":7,\"userId\":9,\"scopes\":[\"tickets\"]}]}");
        String path = "/oauth/v2/private-apps/get/access-token-info";
        Answer answer = account.post(path, "{\"tokenKey\":\"t\"}");
        assertThat(answer.json().toString())
                .isEqualTo("{\"userId\":9,\"hubId\":4242,\"appId\":7,\"scopes\":[\"tickets\"]}");
        assertThat(account.post(path, "{\"tokenKey\":\"pat-simulator\"}")
                        .json()
                        .path("scopes")
                        .valueStream()
                        .map(scope -> scope.asString()))
                .contains("crm.objects.contacts.write", "crm.schemas.companies.write", "tickets");
        assertThat(account.post(path, "{\"tokenKey\":\"nobody\"}").status()).isEqualTo(404);
    }

    @Test
    void account_details_tell_the_time_zone_and_its_offset_now() {
        for (String path : new String[] {"/account-info/v3/details", "/account-info/2026-09/details"}) {
            Answer answer = account.get(path);
            assertThat(answer.json().path("portalId").asInt()).isEqualTo(4242);
            assertThat(answer.text("/timeZone")).isEqualTo("America/New_York");
            assertThat(answer.text("/utcOffset")).isEqualTo("-05:00");
            assertThat(answer.json().path("utcOffsetMilliseconds").asLong()).isEqualTo(-18_000_000);
        }
    }

    @Test
    @Fact("errors/url-too-long")
    void a_url_beyond_16_kb_is_refused_with_414() {
        assertThat(account.get(CONTACTS + "?properties=" + "x".repeat(16_384)).status())
                .isEqualTo(414);
    }

    @Test
    @Fact("access/writes-name-the-app")
    void writes_by_another_app_carry_its_id() {
        account.set("{\"tokens\":[{\"token\":\"other\",\"appId\":7}]}");
        String id = account.callAs("other", "POST", CONTACTS, "{\"properties\":{\"phone\":\"1\"}}")
                .text("/id");
        assertThat(account.get(CONTACTS + "/" + id + "?propertiesWithHistory=phone")
                        .text("/propertiesWithHistory/phone/0/sourceId"))
                .isEqualTo("7");
    }

    @Test
    @Fact("access/definitions")
    void definitions_have_scopes_of_their_own() {
        String path = "/crm/properties/2026-09/contacts";
        assertThat(status("crm.objects.contacts.write", "POST", path)).isEqualTo(403);
        assertThat(status("crm.objects.contacts.read", "GET", path)).isEqualTo(200);
        assertThat(status("crm.schemas.contacts.read", "GET", path)).isEqualTo(200);
        assertThat(status("crm.schemas.contacts.write", "GET", path)).isEqualTo(403);
        assertThat(status("crm.schemas.contacts.write", "POST", path)).isEqualTo(400);
    }

    @Test
    @Fact("access/tickets")
    void tickets_have_one_scope() {
        assertThat(status("tickets", "GET", "/crm/v3/objects/tickets")).isEqualTo(200);
        assertThat(status("tickets", "POST", "/crm/v3/objects/tickets")).isEqualTo(400);
        assertThat(status("crm.objects.tickets.read", "GET", "/crm/v3/objects/tickets"))
                .isEqualTo(403);
    }

    @Test
    @Fact("access/commerce")
    void goods_are_open_to_the_older_scope_too() {
        for (String type : new String[] {"products", "line_items"}) {
            assertThat(status("e-commerce", "GET", "/crm/v3/objects/" + type)).isEqualTo(200);
            assertThat(status("crm.objects." + type + ".read", "GET", "/crm/v3/objects/" + type))
                    .isEqualTo(200);
        }
        assertThat(status("e-commerce", "GET", "/crm/v3/objects/leads")).isEqualTo(403);
        assertThat(status("crm.objects.leads.read", "GET", "/crm/v3/objects/leads"))
                .isEqualTo(200);
        assertThat(status("crm.objects.goals.read", "GET", "/crm/v3/objects/goal_targets"))
                .isEqualTo(200);
    }

    @Test
    @Fact("access/lists")
    void lists_have_scopes_of_their_own() {
        assertThat(status("crm.lists.read", "POST", "/crm/v3/lists/search")).isEqualTo(200);
        assertThat(status("crm.lists.read", "POST", "/crm/v3/lists")).isEqualTo(403);
        assertThat(status("crm.objects.contacts.read", "POST", "/crm/v3/lists/search"))
                .isEqualTo(403);
    }

    @Test
    @Fact("access/both-sides")
    void associations_need_the_scopes_of_both_sides() {
        String contact = account.contact("\"phone\":\"1\"");
        String path = CONTACTS + "/" + contact + "/associations/companies";
        assertThat(status("crm.objects.contacts.read", "GET", path)).isEqualTo(403);
        assertThat(status("crm.objects.contacts.read\",\"crm.objects.companies.read", "GET", path))
                .isEqualTo(200);
    }

    @Test
    @Fact("access/email-content")
    void what_is_in_emails_has_a_scope_of_its_own() {
        String id = account.post("/crm/objects/2026-09/emails", """
                        {"properties":{"hs_timestamp":"2026-11-20T09:00:00Z","hs_email_direction":"EMAIL",
                        "hs_email_subject":"s","hs_email_text":"secret"}}""").text("/id");
        String path = "/crm/objects/2026-09/emails/" + id + "?properties=hs_email_subject,hs_email_text";
        assertThat(readWith("crm.objects.contacts.read", path).text("/properties/hs_email_subject"))
                .isEqualTo("s");
        assertThat(readWith("crm.objects.contacts.read", path).text("/properties/hs_email_text"))
                .isEmpty();
        assertThat(readWith("crm.objects.contacts.read\",\"sales-email-read", path)
                        .text("/properties/hs_email_text"))
                .contains("secret");
    }

    @Test
    @Fact("access/sensitive-properties")
    void sensitive_properties_have_scopes_of_their_own() {
        makeBlood();
        String path = CONTACTS + "/" + account.contact("\"blood\":\"AB\"") + "?properties=blood";
        assertThat(readWith("crm.objects.contacts.read", path).text("/properties/blood"))
                .isEmpty();
        assertThat(readWith("crm.objects.contacts.read\",\"crm.objects.contacts.sensitive.read.v2", path)
                        .text("/properties/blood"))
                .isEqualTo("AB");
    }

    @Test
    @Fact({"access/sensitive-properties", "access/email-content"})
    void what_the_writer_may_not_read_is_not_told_in_answers_to_writes_either() {
        makeBlood();
        String narrow =
                "crm.objects.contacts.read\",\"crm.objects.contacts.write\",\"crm.objects.contacts.sensitive.write.v2";
        String wide = narrow + "\",\"crm.objects.contacts.sensitive.read.v2\",\"sales-email-read";
        String id = account.contact("\"phone\":\"1\"");
        String person = "\"properties\":{\"blood\":\"AB\",\"phone\":\"2\"}}";
        for (String[] write : new String[][] {
            {"POST", CONTACTS, "{" + person},
            {"PATCH", CONTACTS + "/" + id, "{" + person},
            {"POST", CONTACTS + "/batch/create", "{\"inputs\":[{" + person + "]}"},
            {"POST", CONTACTS + "/batch/update", "{\"inputs\":[{\"id\":\"" + id + "\"," + person + "]}"},
            {
                "POST",
                "/crm/objects/2026-09/emails",
                "{\"properties\":{\"hs_timestamp\":\"0\",\"hs_email_direction\":\"EMAIL\",\"hs_email_text\":\"AB\"}}"
            }
        }) {
            assertThat(callWith(narrow, write[0], write[1], write[2]).response().text())
                    .as(write[1])
                    .contains("\"id\":")
                    .doesNotContain("AB");
            assertThat(callWith(wide, write[0], write[1], write[2]).response().text())
                    .as(write[1])
                    .contains("AB");
        }
    }

    @Test
    @Fact("access/sensitive-writes")
    void writing_a_sensitive_property_has_a_scope_of_its_own() {
        makeBlood();
        String id = account.contact("\"phone\":\"1\"");
        String body = "{\"properties\":{\"blood\":\"AB\"}}";
        Answer refused = callWith("crm.objects.contacts.write", "PATCH", CONTACTS + "/" + id, body);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/category")).isEqualTo("MISSING_SCOPES");
        assertThat(refused.text("/errors/0/context/requiredGranularScopes/0"))
                .isEqualTo("crm.objects.contacts.sensitive.write.v2");
        assertThat(callWith("crm.objects.contacts.write", "POST", CONTACTS, body)
                        .status())
                .isEqualTo(403);
        assertThat(callWith(
                                "crm.objects.contacts.write",
                                "POST",
                                CONTACTS + "/batch/create",
                                "{\"inputs\":[" + body + "]}")
                        .status())
                .isEqualTo(403);
        assertThat(callWith(
                                "crm.objects.contacts.write\",\"crm.objects.contacts.sensitive.write.v2",
                                "PATCH",
                                CONTACTS + "/" + id,
                                body)
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Fact({"access/no-credentials", "access/unknown-version"})
    void every_call_under_each_of_its_versions_asks_for_credentials_and_is_not_there_under_an_unknown_one() {
        int asked = 0;
        for (Route route : account.hubSpot.routes()) {
            boolean open = route.access() instanceof Access.Anybody;
            for (String template : route.paths()) {
                String path = template.replace("{type}", "contacts")
                        .replace("{toType}", "companies")
                        .replaceAll("\\{[^}]+}", "1");
                Answer answer = anonymous(route.method(), path);
                assertThat(answer.status() == 401)
                        .as(route.method() + " " + path)
                        .isEqualTo(!open);
                String unknown = path.replaceFirst("/(2026-0[39]|v[1234])(?=/|$)", "/2031-03");
                if (!unknown.equals(path)) {
                    asked++;
                    assertThat(anonymous(route.method(), unknown).status())
                            .as(route.method() + " " + unknown)
                            .isEqualTo(404);
                    assertThat(anonymous(route.method(), unknown.replace("2031-03", "v7"))
                                    .status())
                            .as(route.method() + " " + unknown)
                            .isEqualTo(404);
                }
            }
        }
        assertThat(asked).isGreaterThan(400);
    }

    private void makeBlood() {
        account.set("{\"definitions\":{\"sensitiveData\":true}}");
        account.post("/crm/properties/2026-09/contacts", """
                {"name":"blood","label":"b","type":"string","fieldType":"text","groupName":"contactinformation",
                "dataSensitivity":"sensitive"}""");
    }

    private Answer callWith(String scopes, String method, String target, String body) {
        account.set("{\"tokens\":[{\"token\":\"t\",\"scopes\":[\"" + scopes + "\"]}]}");
        return account.callAs("t", method, target, body);
    }

    private Answer readWith(String scope, String target) {
        account.set("{\"tokens\":[{\"token\":\"t\",\"scopes\":[\"" + scope + "\"]}]}");
        return account.callAs("t", "GET", target, "");
    }

    private int status(String scope, String method, String target) {
        account.set("{\"tokens\":[{\"token\":\"t\",\"scopes\":[\"" + scope + "\"]}]}");
        return account.callAs("t", method, target, "{}").status();
    }

    private Answer anonymous(String method, String target) {
        return new Answer(account.hubSpot.handle(SimulatedRequest.of(method, target, null, "")));
    }
}
