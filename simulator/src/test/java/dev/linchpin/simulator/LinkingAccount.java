package dev.linchpin.simulator;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** An account with calls about links, all under 2026-09. */
public final class LinkingAccount {

    public static final String OBJECTS = "/crm/objects/2026-09/";
    public static final String ASSOCIATIONS = "/crm/associations/2026-09/";

    public final TestAccount account = new TestAccount();
    private final AtomicInteger count = new AtomicInteger();

    public String contact() {
        return account.contact("\"firstname\":\"c" + count.incrementAndGet() + "\"");
    }

    public String company() {
        return account.company("\"name\":\"c" + count.incrementAndGet() + "\"");
    }

    public String deal() {
        return record("deals", "\"dealname\":\"d\",\"pipeline\":\"default\",\"dealstage\":\"closedwon\"");
    }

    public String record(String type, String properties) {
        return created(account.post(OBJECTS + type, "{\"properties\":{" + properties + "}}"));
    }

    public static String created(Answer answer) {
        if (answer.status() != 201) {
            throw new IllegalArgumentException(answer.response().text());
        }
        return answer.text("/id");
    }

    public String path(String from, String id, String to) {
        return OBJECTS + from + "/" + id + "/associations/" + to;
    }

    public Answer link(String from, String id, String to, String toId) {
        return account.call("PUT", OBJECTS + from + "/" + id + "/associations/default/" + to + "/" + toId, "");
    }

    /** Sets kinds of links, each written like {@code HUBSPOT_DEFINED=1}. */
    public Answer label(String from, String id, String to, String toId, String... types) {
        return account.call("PUT", path(from, id, to) + "/" + toId, specs(types));
    }

    public static String specs(String... types) {
        var specs = new StringBuilder("[");
        for (String type : types) {
            String[] parts = type.split("=", -1);
            specs.append(specs.length() > 1 ? "," : "")
                    .append("{\"associationCategory\":\"")
                    .append(parts[0])
                    .append("\",\"associationTypeId\":")
                    .append(parts[1])
                    .append('}');
        }
        return specs.append(']').toString();
    }

    public Answer unlink(String from, String id, String to, String toId) {
        return account.delete(path(from, id, to) + "/" + toId);
    }

    /** The links of a record, each as {@code id: type ids}. */
    public List<String> links(String from, String id, String to) {
        return linked(account.get(path(from, id, to)).json());
    }

    public static List<String> linked(JsonNode answer) {
        return answer.path("results")
                .valueStream()
                .map(result -> result.path("toObjectId").asString() + ": "
                        + result.path("associationTypes")
                                .valueStream()
                                .map(type -> type.path("typeId").asInt())
                                .toList())
                .toList();
    }

    public Answer batch(String pair, String name, String inputs) {
        return account.post(ASSOCIATIONS + pair + "/batch/" + name, "{\"inputs\":[" + inputs + "]}");
    }

    public static String pair(String from, String to, String... types) {
        return "{\"from\":{\"id\":\"" + from + "\"},\"to\":{\"id\":\"" + to + "\"},\"types\":" + specs(types) + "}";
    }

    /** Defines a single label and answers its type id from the first type. */
    public int define(String pair, String name) {
        Answer answer =
                account.post(ASSOCIATIONS + pair + "/labels", "{\"name\":\"" + name + "\",\"label\":\"" + name + "\"}");
        return answer.json()
                .path("results")
                .valueStream()
                .mapToInt(type -> type.path("typeId").asInt())
                .min()
                .orElseThrow(
                        () -> new IllegalArgumentException(answer.response().text()));
    }

    public Answer limit(String pair, String type, int limit) {
        String[] parts = type.split("=", -1);
        return account.post(
                ASSOCIATIONS + "definitions/configurations/" + pair + "/batch/create",
                "{\"inputs\":[{\"category\":\"" + parts[0] + "\",\"typeId\":" + parts[1] + ",\"maxToObjectIds\":"
                        + limit + "}]}");
    }

    public String value(String type, String id, String property) {
        return account.get(OBJECTS + type + "/" + id + "?properties=" + property)
                .text("/properties/" + property);
    }

    public String updatedAt(String type, String id) {
        return account.get(OBJECTS + type + "/" + id).text("/updatedAt");
    }
}
