package dev.linchpin.server.access;

import dev.linchpin.server.config.Secret;
import dev.linchpin.server.http.Access;
import dev.linchpin.server.http.Cors;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.HttpServer;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server with sessions and two routes to try them on, and somebody who calls it. */
final class Browser implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Json json = new Json();
    private final Responses responses = new Responses(json);

    Browser(String key, InstantSource clock, String... origins) {
        var admin = AdminKey.configured(new Secret(key));
        var sessions = new Sessions(admin, clock);
        var cookie = new SessionCookie(sessions, origins.length > 0);
        server = HttpServer.start(
                "127.0.0.1",
                0,
                new SessionGuard(admin, sessions, cookie),
                json,
                List.<Endpoints>of(
                        new Cors(List.of(origins)),
                        new SessionEndpoints(admin, sessions, cookie, clock, responses, json),
                        this::addTo));
    }

    private void addTo(RoutesConfig routes) {
        routes.get("/api/things", context -> responses.ok(context, Map.of("fine", true)));
        routes.post("/api/things", context -> responses.ok(context, Map.of("fine", true)));
        Access.open(routes, "/open", context -> responses.ok(context, Map.of("fine", true)));
    }

    /** @param headers names and values by turns */
    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).method(method, BodyPublishers.ofString(body));
        for (var index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String cookie) throws IOException, InterruptedException {
        return send("GET", path, "", "Cookie", cookie);
    }

    HttpResponse<String> signIn(String key) throws IOException, InterruptedException {
        return send("POST", "/api/session", "{\"key\": \"" + key + "\"}");
    }

    /** The cookie that an answer sets, as a browser sends it back. */
    static String cookie(HttpResponse<String> response) {
        return header(response, "Set-Cookie").replaceFirst(";.*", "");
    }

    static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    static JsonNode json(HttpResponse<String> response) {
        return new JsonMapper().readTree(response.body());
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
