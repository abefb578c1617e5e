package dev.linchpin.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.linchpin.simulator.Simulator;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.settings.LimitPlan;
import dev.linchpin.simulator.webhooks.Signatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpTest {

    private static final String CONTACTS = "/crm/objects/2026-09/contacts";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void records_travel_over_http_with_headers_and_utf_8() throws Exception {
        try (Simulator simulator = start()) {
            HttpResponse<String> created =
                    send(simulator, "POST", CONTACTS, "{\"properties\":{\"firstname\":\"Zo\u00eb \u2603\"}}");
            assertThat(created.statusCode()).isEqualTo(201);
            assertThat(created.headers().firstValue("X-HubSpot-Correlation-Id")).isPresent();
            assertThat(created.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
            assertThat(send(simulator, "GET", CONTACTS + "?limit=1", "").body()).contains("Zo\u00eb \u2603");
            assertThat(send(simulator, "PATCH", CONTACTS + "/30000000001", "{\"properties\":{\"phone\":\"1\"}}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send(simulator, "DELETE", CONTACTS + "/30000000001", "").statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void an_address_in_the_path_may_be_percent_encoded() throws Exception {
        try (Simulator simulator = start()) {
            send(simulator, "POST", CONTACTS, "{\"properties\":{\"email\":\"a+b@c.example\"}}");
            for (String id : new String[] {"a%2Bb%40c.example", "a+b@c.example"}) {
                assertThat(send(simulator, "GET", CONTACTS + "/" + id + "?idProperty=email", "")
                                .statusCode())
                        .as(id)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void a_lost_response_breaks_the_connection_after_the_commit() throws Exception {
        try (Simulator simulator = start()) {
            send(
                    simulator,
                    "PUT",
                    "/_simulator/faults",
                    "{\"rules\":[{\"route\":\"POST " + CONTACTS + "\",\"kind\":\"lost-response\",\"count\":1}]}");
            assertThatThrownBy(() -> send(simulator, "POST", CONTACTS, "{\"properties\":{\"phone\":\"1\"}}"))
                    .isInstanceOf(IOException.class);
            assertThat(send(simulator, "GET", CONTACTS, "").body()).contains("30000000001");
        }
    }

    @Test
    void a_truncated_answer_ends_in_the_middle() throws Exception {
        try (Simulator simulator = start()) {
            send(
                    simulator,
                    "PUT",
                    "/_simulator/faults",
                    "{\"rules\":[{\"route\":\"*\",\"kind\":\"truncated\",\"count\":1}]}");
            assertThatThrownBy(() -> send(simulator, "POST", CONTACTS, "{\"properties\":{\"phone\":\"1\"}}"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void latency_delays_answers_of_the_api_and_not_of_the_control_api() throws Exception {
        try (Simulator simulator = start()) {
            send(simulator, "PUT", "/_simulator/settings", "{\"latency\":\"100ms\"}");
            long before = System.nanoTime();
            send(simulator, "GET", CONTACTS, "");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void events_are_posted_signed_and_retried_when_the_clock_is_moved() throws Exception {
        BlockingQueue<Received> received = new LinkedBlockingQueue<>();
        HttpServer receiver = receiver(received);
        String target = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
        try (Simulator simulator = Simulator.start(options().withWebhooks(target, "shh"))) {
            send(simulator, "POST", CONTACTS, "{\"properties\":{\"phone\":\"1\"}}");
            Received first = take(received);
            assertThat(first.v1()).isEqualTo(Signatures.v1("shh", first.body()));
            assertThat(first.v3())
                    .isEqualTo(Signatures.v3("shh", "POST", target, first.body(), Long.parseLong(first.timestamp())));
            waitForRetry(simulator);
            send(simulator, "POST", "/_simulator/clock", "{\"advance\":\"PT2M\"}");
            assertThat(take(received).text()).contains("\"attemptNumber\":1");
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void a_port_in_use_is_reported_and_another_simulator_goes_on() throws Exception {
        try (Simulator simulator = start()) {
            int port = URI.create(simulator.url()).getPort();
            assertThatThrownBy(() -> Simulator.start(options().withPort(port)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(BindException.class);
            try (Simulator second = start()) {
                send(second, "POST", CONTACTS, "{\"properties\":{\"phone\":\"1\"}}");
                assertThat(send(simulator, "GET", CONTACTS, "").body()).contains("\"results\":[]");
            }
        }
    }

    private record Received(String v1, String v3, String timestamp, String text) {
        byte[] body() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Refuses first attempts and accepts retries. */
    private static HttpServer receiver(BlockingQueue<Received> received) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            var headers = exchange.getRequestHeaders();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean retry = body.contains("\"attemptNumber\":1");
            exchange.sendResponseHeaders(retry ? 200 : 503, -1);
            exchange.close();
            received.add(new Received(
                    headers.getFirst("X-HubSpot-Signature"),
                    headers.getFirst("X-HubSpot-Signature-v3"),
                    headers.getFirst("X-HubSpot-Request-Timestamp"),
                    body));
        });
        server.start();
        return server;
    }

    private void waitForRetry(Simulator simulator) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> simulator.hubSpot().webhooks().queued() > 0);
    }

    private static Received take(BlockingQueue<Received> queue) throws InterruptedException {
        Received received = queue.poll(10, TimeUnit.SECONDS);
        if (received == null) {
            throw new AssertionError("No delivery within ten seconds");
        }
        return received;
    }

    private HttpResponse<String> send(Simulator simulator, String method, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(simulator.url() + path))
                        .header("Authorization", "Bearer pat-simulator")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static Simulator start() {
        return Simulator.start(options());
    }

    private static SimulatorOptions options() {
        return SimulatorOptions.defaults().withPort(0).withRecords(0, 0, 0).withLimits(LimitPlan.OFF);
    }
}
