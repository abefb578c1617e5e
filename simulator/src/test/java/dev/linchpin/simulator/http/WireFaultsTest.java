package dev.linchpin.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.simulator.Simulator;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.facts.Fact;
import dev.linchpin.simulator.settings.LimitPlan;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that only show on the wire. */
class WireFaultsTest {

    private static final String CONTACTS = "/crm/objects/2026-09/contacts";
    private static final String BODY = "{\"properties\":{\"phone\":\"1\"}}";

    private final Simulator simulator = Simulator.start(
            SimulatorOptions.defaults().withPort(0).withRecords(0, 0, 0).withLimits(LimitPlan.OFF));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    @Fact("faults/reset-before-reading")
    void a_reset_before_the_body_was_read_asks_for_no_body() throws Exception {
        plan("{\"route\":\"POST /crm/**\",\"kind\":\"reset-unread\"}");
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head(1_000_000).getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertNothingWritten();
    }

    @Test
    @Fact("faults/reset-after-reading")
    void a_reset_after_the_request_was_read_waits_for_its_body() throws Exception {
        plan("{\"route\":\"POST /crm/**\",\"kind\":\"reset\"}");
        try (Socket socket = connect()) {
            socket.getOutputStream().write((head(BODY.length()) + BODY).getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertNothingWritten();
    }

    @Test
    @Fact("faults/lost-response")
    void a_lost_response_ends_the_connection_after_the_commit() throws Exception {
        plan("{\"route\":\"POST /crm/objects/*/contacts\",\"kind\":\"lost-response\"}");
        try (Socket socket = connect()) {
            socket.getOutputStream().write((head(BODY.length()) + BODY).getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(send("GET", CONTACTS, "").body()).contains("30000000001");
    }

    @Test
    @Fact("faults/truncated")
    void a_truncated_body_is_shorter_than_it_said() throws Exception {
        plan("{\"route\":\"POST /crm/objects/*/contacts\",\"kind\":\"truncated\"}");
        assertThatThrownBy(() -> send("POST", CONTACTS, BODY)).isInstanceOf(IOException.class);
        assertThat(send("GET", CONTACTS, "").body()).contains("30000000001");
    }

    @Test
    @Fact("faults/slow-drip")
    void a_slow_drip_brings_the_whole_body_over_its_time() throws Exception {
        plan("{\"route\":\"*\",\"kind\":\"drip\",\"delay\":\"160ms\"}");
        long before = System.nanoTime();
        HttpResponse<String> answer = send("POST", CONTACTS, BODY);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"phone\":\"1\"").endsWith("}");
    }

    @Test
    @Fact("faults/latency")
    void a_latency_of_a_route_is_felt_on_the_wire() throws Exception {
        plan("{\"route\":\"GET /crm/**\",\"kind\":\"slow\",\"delay\":{\"uniform\":[\"80ms\",\"90ms\"]}}");
        long before = System.nanoTime();
        assertThat(send("GET", CONTACTS, "").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
    }

    @ParameterizedTest
    @ValueSource(ints = {16_385, 20_000, 100_000})
    @Fact({"faults/url-of-16-kb", "errors/url-too-long"})
    void a_url_beyond_16_kb_is_answered_with_414(int length) throws Exception {
        String target = CONTACTS + "?properties=";
        HttpResponse<String> answer = send("GET", target + "x".repeat(length - target.length()), "");
        assertThat(answer.statusCode()).isEqualTo(414);
        assertThat(answer.body()).contains("\"status\":\"error\"");
    }

    @Test
    void a_url_of_16_kb_is_served() throws Exception {
        String target = CONTACTS + "?properties=";
        assertThat(send("GET", target + "x".repeat(16_384 - target.length()), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {423, 429, 477, 500, 501, 502, 503, 504, 521, 523, 524})
    @Fact({"faults/423", "faults/5xx", "faults/cloudflare"})
    void an_error_status_arrives_as_such(int status) throws Exception {
        plan("{\"route\":\"GET /crm/**\",\"kind\":\"" + status + "\"}");
        HttpResponse<String> answer = send("GET", CONTACTS, "");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 477);
    }

    private void assertNothingWritten() throws IOException, InterruptedException {
        plan();
        assertThat(send("GET", CONTACTS, "").body()).contains("\"results\":[]");
    }

    private void plan(String... rules) throws IOException, InterruptedException {
        assertThat(send("PUT", "/_simulator/faults", "{\"rules\":[" + String.join(",", rules) + "]}")
                        .statusCode())
                .isEqualTo(200);
    }

    private Socket connect() throws IOException {
        URI url = URI.create(simulator.url());
        var socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String head(int length) {
        return "POST " + CONTACTS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer pat-simulator\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(simulator.url() + path))
                        .header("Authorization", "Bearer pat-simulator")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
