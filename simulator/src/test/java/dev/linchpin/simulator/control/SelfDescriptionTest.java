package dev.linchpin.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.facts.Fact;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SelfDescriptionTest {

    private final TestAccount account = new TestAccount();
    private final JsonNode index = account.get("/_simulator").json();

    @Test
    @Fact("control/settings-explained")
    void every_setting_is_told_with_its_default_and_its_meaning() {
        JsonNode settings = index.path("settings");
        assertThat(settings.valueStream().map(each -> each.path("name").asString()))
                .contains("limits", "searchLag", "webhooks.duplicates", "behaviour.maximumUrlLength");
        for (JsonNode setting : settings.values()) {
            assertThat(setting.path("meaning").asString())
                    .as("meaning of %s", setting.path("name").asString())
                    .isNotEmpty();
            assertThat(setting.has("default")).isTrue();
        }
        JsonNode length = settings.valueStream()
                .filter(each -> each.path("name").asString().equals("behaviour.maximumUrlLength"))
                .findFirst()
                .orElseThrow();
        assertThat(length.path("default").asInt()).isEqualTo(16_384);
        assertThat(length.path("meaning").asString())
                .isEqualTo("longest path and query in characters; beyond it the answer is 414");
    }

    @Test
    void every_setting_that_can_be_read_is_told() {
        var told = index.path("settings")
                .valueStream()
                .map(each -> each.path("name").asString())
                .toList();
        account.control("GET", "settings", "").json().forEachEntry((name, value) -> {
            if (value.isObject()) {
                value.forEachEntry((inner, ignored) -> assertThat(told).contains(name + "." + inner));
            } else {
                assertThat(told).contains(name);
            }
        });
    }

    @Test
    @Fact("control/faults-explained")
    void every_kind_of_fault_is_told_with_its_meaning_and_can_be_planned() {
        for (JsonNode fault : index.path("faults").values()) {
            String kind = fault.path("kind").asString();
            assertThat(fault.path("meaning").asString()).as(kind).isNotEmpty();
            assertThat(account.control("PUT", "faults", "{\"rules\":[{\"route\":\"*\",\"kind\":\"" + kind + "\"}]}")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(index.path("faults").size()).isGreaterThan(15);
    }

    @Test
    @Fact("control/calls-explained")
    void every_control_call_is_told_and_its_example_is_accepted() {
        String id = account.contact("\"phone\":\"1\"");
        for (JsonNode call : index.path("control").values()) {
            String path = call.path("path").asString().replace("{id}", "7").replace("{owner}", "5001");
            JsonNode example = call.path("example");
            String body = example.isMissingNode() ? "" : example.toString().replace("30000000001", id);
            Answer answer = account.call(call.path("method").asString(), path, body);
            assertThat(answer.status())
                    .as(
                            "%s %s: %s",
                            call.path("method"), path, answer.response().text())
                    .isLessThan(300);
            assertThat(call.path("does").asString()).isNotEmpty();
        }
    }

    @Test
    @Fact("control/routes-explained")
    void every_route_is_told_under_each_of_its_versions_and_answers_there() {
        assertThat(index.path("routes").toString())
                .contains(
                        "/crm/v3/objects/{type}/search",
                        "/crm/objects/2026-03/{type}/search",
                        "/crm/objects/2026-09/{type}/search");
        for (JsonNode route : index.path("routes").values()) {
            for (JsonNode path : route.path("paths").values()) {
                String target = path.asString()
                        .replace("{type}", "contacts")
                        .replace("{toType}", "companies")
                        .replaceAll("\\{\\w+}", "1");
                Answer answer = account.callAs("wrong", route.path("method").asString(), target, "{}");
                assertThat(answer.response().text()).as(target).doesNotContain("resource not found");
                assertThat(answer.status()).as(target).isNotEqualTo(405);
            }
        }
    }

    @Test
    @Fact("control/page-for-browsers")
    void browsers_get_a_page() {
        var request = new SimulatedRequest("GET", "/_simulator", "", Map.of("accept", "text/html,*/*"), new byte[0]);
        var answer = account.hubSpot.handle(request);
        assertThat(answer.headers().get("Content-Type")).startsWith("text/html");
        assertThat(answer.text()).contains("<h2 id=\"settings\">", "/_simulator/clock", "searchLag", "lost-response");
    }
}
