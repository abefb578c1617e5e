package dev.linchpin.server.events;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.server.http.HttpServer;
import dev.linchpin.server.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stream as clients read it, over HTTP. */
@Timeout(value = 60, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventEndpointsTest {
    private static final String KEY = "the-right-key-of-the-test";
    private static final ObjectType CONTACTS = new ObjectType("contacts");

    private final EventEndpoints events =
            new EventEndpoints("1.2.3", Instant.parse("2026-11-22T10:00:00Z"), new Json());
    private final HttpServer server = HttpServer.start("127.0.0.1", 0, KEY::equals, new Json(), List.of(events));

    /** Somebody who reads the stream line by line. */
    private final class Client implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader lines;

        Client(String key) throws IOException {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            socket.getOutputStream()
                    .write(("GET /api/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The first line that begins so. */
        String line(String beginning) throws IOException {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(beginning)) {
                    return line;
                }
            }
            throw new AssertionError("The stream ended without a line that begins '" + beginning + "'");
        }

        /** What is left of the stream. */
        List<String> rest() throws IOException {
            var rest = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                rest.add(line);
            }
            return rest;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Who has been greeted hears of everything that happens from then on. */
    private Client greeted() throws IOException {
        var client = new Client(KEY);
        assertThat(client.line("HTTP")).startsWith("HTTP/1.1 200");
        assertThat(client.line("Content-Type")).contains("text/event-stream");
        client.line("event: hello");
        assertThat(client.line("data: "))
                .isEqualTo("data: {\"version\":\"1.2.3\",\"started_at\":\"2026-11-22T10:00:00Z\"}");
        return client;
    }

    @AfterEach
    void stop() {
        events.close();
        server.close();
    }

    @Test
    void a_listener_is_told_of_what_happens() throws IOException {
        try (var client = greeted()) {
            events.on(new EngineEvent.ConflictOpened(CONTACTS, "jobtitle"));

            assertThat(client.line("event: ")).isEqualTo("event: changed");
            assertThat(client.line("data: "))
                    .isEqualTo("data: {\"object_type\":\"contacts\",\"what\":[\"records\",\"conflicts\",\"journal\"]}");
        }
    }

    @Test
    void what_happens_fast_is_told_of_seldom_and_in_the_end_completely() throws IOException {
        try (var client = greeted()) {
            var began = System.nanoTime();
            for (var count = 0; count < 100_000; count++) {
                events.on(new EngineEvent.Marked(CONTACTS));
            }
            events.on(new EngineEvent.Checked(CONTACTS));

            var told = 1;
            while (!client.line("data: ").contains("checks")) {
                told++;
            }
            var pauses = Duration.ofNanos(System.nanoTime() - began).dividedBy(Hints.PAUSE);
            assertThat((long) told).isLessThanOrEqualTo(2 + pauses);
        }
    }

    @Test
    void a_listener_without_the_key_is_turned_away() throws IOException {
        try (var client = new Client("wrong")) {
            assertThat(client.line("HTTP")).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void one_who_does_not_read_keeps_nobody_waiting() throws IOException {
        try (var deaf = greeted();
                var client = greeted()) {
            // Far more than all buffers between the two ends hold.
            IntStream.range(0, 200_000)
                    .mapToObj(number -> new ObjectType("type_with_a_rather_long_name_" + number))
                    .forEach(type -> events.on(new EngineEvent.Marked(type)));
            events.on(new EngineEvent.Marked(CONTACTS));

            assertThat(client.line("data: {\"object_type\":\"contacts\"")).contains("queue");

            var began = System.nanoTime();
            events.close();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            assertThat(deaf.socket.isConnected()).isTrue();
        }
    }

    @Test
    void a_stop_ends_all_streams_at_once() throws IOException {
        try (var first = greeted();
                var second = greeted()) {
            var began = System.nanoTime();
            events.close();
            assertThat(first.rest()).noneMatch(line -> line.startsWith("event"));
            assertThat(second.rest()).noneMatch(line -> line.startsWith("event"));
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void only_so_many_can_listen_and_who_leaves_makes_room() throws IOException {
        var clients = new ArrayList<Client>();
        try {
            for (var count = 0; count < 100; count++) {
                clients.add(greeted());
            }
            try (var late = new Client(KEY)) {
                assertThat(late.line("HTTP")).startsWith("HTTP/1.1 503");
                assertThat(late.line("Retry-After")).isEqualTo("Retry-After: 15");
            }
            clients.removeLast().close();
            // That somebody has left is found when something is written.
            var again = 0;
            while (again != 200) {
                events.on(new EngineEvent.Marked(CONTACTS));
                try (var client = new Client(KEY)) {
                    again = client.line("HTTP").startsWith("HTTP/1.1 200") ? 200 : 503;
                }
            }
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }
}
