package dev.linchpin.benchmarks.site;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** JSON over HTTP, with a bearer token. Thread-safe. */
final class Http implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String token;

    /** @param base what stands before every path, without a slash at the end */
    Http(String base, String token) {
        this.base = base;
        this.token = token;
    }

    JsonNode get(String path) throws IOException {
        return send("GET", path, Map.of());
    }

    /** The answer as text. */
    String text(String path) throws IOException {
        return exchange("GET", path, "");
    }

    /**
     * The answer; of no kind when it is empty.
     *
     * @param body empty for none
     */
    JsonNode send(String method, String path, Map<String, ?> body) throws IOException {
        var answer =
                exchange(method, path, body.isEmpty() ? "" : JsonMapper.shared().writeValueAsString(body));
        return answer.isEmpty()
                ? MissingNode.getInstance()
                : JsonMapper.shared().readTree(answer);
    }

    private String exchange(String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(method + " " + path + " was answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted during " + method + " " + path, hurried);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
