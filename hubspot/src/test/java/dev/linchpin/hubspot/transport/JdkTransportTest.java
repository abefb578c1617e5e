package dev.linchpin.hubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JdkTransportTest {
    private final JdkTransport transport = new JdkTransport(Duration.ofSeconds(2));
    private @Nullable HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        transport.close();
    }

    @Test
    void a_call_goes_out_whole_and_its_answer_comes_back_whole() throws Exception {
        var seen = new AtomicReference<String>();
        var uri = serve(exchange -> {
            seen.set(exchange.getRequestMethod() + " "
                    + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("X-HubSpot-RateLimit-Max", "190");
            answer(exchange, 207, "{\"ü\":1}");
        });

        var answer = transport.send(new HttpCall(
                "POST",
                uri.resolve("/crm?a=b%20c"),
                Map.of("Authorization", "Bearer t"),
                "{\"ä\":1}",
                Duration.ofSeconds(5)));

        assertThat(seen).hasValue("POST /crm?a=b%20c Bearer t {\"ä\":1}");
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.header("x-hubspot-ratelimit-max")).isEqualTo("190");
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"ü\":1}");
    }

    @Test
    void redirects_are_not_followed_because_the_credential_would_travel_along() throws Exception {
        var uri = serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "http://elsewhere.invalid/");
            answer(exchange, 302, "");
        });

        assertThat(transport.send(get(uri, Duration.ofSeconds(5))).status()).isEqualTo(302);
    }

    @Test
    void a_refused_connection_was_certainly_not_sent() throws Exception {
        URI uri;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            uri = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        assertThatThrownBy(() -> transport.send(get(uri, Duration.ofSeconds(5))))
                .isInstanceOf(TransportException.NotSent.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void an_unknown_host_was_certainly_not_sent() {
        assertThatThrownBy(() -> transport.send(get(URI.create("http://hubspot.invalid"), Duration.ofSeconds(5))))
                .isInstanceOf(TransportException.NotSent.class)
                .hasMessageContaining("unknown host");
    }

    @Test
    void an_answer_that_does_not_come_in_time_leaves_open_what_happened() throws Exception {
        var release = new CountDownLatch(1);
        var uri = serve(exchange -> {
            try {
                release.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> transport.send(get(uri, Duration.ofMillis(200))))
                .isInstanceOf(TransportException.NoAnswer.class);
        release.countDown();
    }

    @Test
    void a_connection_that_breaks_in_the_answer_leaves_open_what_happened() throws Exception {
        var uri = serve(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"results\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("The server dies here");
        });

        assertThatThrownBy(() -> transport.send(get(uri, Duration.ofSeconds(5))))
                .isInstanceOf(TransportException.NoAnswer.class);
    }

    @Test
    void neither_a_call_nor_an_answer_shows_its_content_in_logs() {
        var call = new HttpCall(
                "POST",
                URI.create("https://api.hubapi.com/crm?properties=email"),
                Map.of("Authorization", "Bearer pat-secret"),
                "{\"email\":\"ada@example.com\"}",
                Duration.ofSeconds(1));

        assertThat(call.toString()).doesNotContain("pat-secret", "ada@example.com", "properties");
        assertThat(new HttpAnswer(200, Map.of(), "ada@example.com".getBytes(StandardCharsets.UTF_8)).toString())
                .doesNotContain("ada");
    }

    private URI serve(HttpHandler handler) throws IOException {
        var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.createContext("/", handler);
        started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        started.start();
        server = started;
        return URI.create("http://127.0.0.1:" + started.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static HttpCall get(URI uri, Duration timeout) {
        return new HttpCall("GET", uri, Map.of(), null, timeout);
    }
}
