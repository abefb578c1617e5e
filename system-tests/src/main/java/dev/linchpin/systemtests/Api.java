package dev.linchpin.systemtests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Linchpin's own HTTP API, as its users call it. */
public final class Api {
    private final String url;
    private final String key;

    public Api(String url, String key) {
        this.url = url;
        this.key = key;
    }

    public String url() {
        return url;
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    public Answer post(String path, Object body) {
        return send("POST", path, Answer.json(body));
    }

    public Answer send(String method, String path, String body) {
        return Http.send(
                method, url + path, Map.of("Authorization", "Bearer " + key, "Content-Type", "application/json"), body);
    }

    /** All items of a list, page after page. */
    public List<JsonNode> all(String path) {
        var items = new ArrayList<JsonNode>();
        var next = "";
        do {
            var mark = path.contains("?") ? "&" : "?";
            var after = next.isEmpty() ? "" : "&after=" + next;
            var page = get(path + mark + "limit=1000" + after).orFail().json();
            page.path("items").forEach(items::add);
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return items;
    }

    public List<JsonNode> conflicts(String record) {
        return all("/api/conflicts?hubspot_id=" + record);
    }

    public List<JsonNode> deadLetters(String record) {
        return all("/api/dead-letters?hubspot_id=" + record);
    }

    /** Nothing waits, and everything is loaded. */
    public boolean isIdle() {
        return get("/api/status").orFail().json().path("idle").asBoolean();
    }
}
