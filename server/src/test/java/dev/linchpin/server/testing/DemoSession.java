package dev.linchpin.server.testing;

import static org.awaitility.Awaitility.await;

import dev.linchpin.server.demo.Demo;
import dev.linchpin.server.demo.DemoOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server with its simulated account, and somebody who uses its API and its database; 20 contacts and 5 companies, in step. */
public final class DemoSession implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Demo demo;

    private DemoSession(Demo demo) {
        this.demo = demo;
    }

    /** @param configuration what {@code linchpin.yaml} holds */
    public static DemoSession start(Path directory, String configuration) throws IOException {
        Files.createDirectories(directory.resolve("demo"));
        Files.writeString(directory.resolve("demo/linchpin.yaml"), configuration);
        return start(directory);
    }

    public static DemoSession start(Path directory) {
        var session = new DemoSession(
                Demo.start(new DemoOptions(0, 0, directory.resolve("demo"), 20, "warn"), Clock.systemUTC()));
        session.settle();
        return session;
    }

    public void settle() {
        var engine = demo.application().connection().engine();
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(30))
                .until(engine::isIdle);
    }

    public JsonNode get(String path) {
        return send(demo.application().url() + path, demo.key(), "GET", "");
    }

    public JsonNode post(String path, String body) {
        return send(demo.application().url() + path, demo.key(), "POST", body);
    }

    public JsonNode patch(String path, String body) {
        return send(demo.application().url() + path, demo.key(), "PATCH", body);
    }

    /** Somebody edits a contact in HubSpot. */
    public void edit(String record, String property, String value) {
        send(
                demo.simulatorUrl() + "/_simulator/users/7/edits",
                "",
                "POST",
                "{\"objectType\": \"contacts\", \"id\": \"" + record + "\", \"properties\": {\"" + property + "\": \""
                        + value + "\"}}");
    }

    /** What the simulator's control API is told. */
    public JsonNode simulator(String method, String path, String body) {
        return send(demo.simulatorUrl() + "/_simulator" + path, "", method, body);
    }

    private JsonNode send(String url, String key, String method, String body) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + key)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString()).body();
            return answer.isEmpty() ? json.createObjectNode() : json.readTree(answer);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Changes rows of contacts past the triggers, as a restored backup does. */
    public void unseen(String statement) {
        for (var trigger : query("select name from sqlite_master where type = 'trigger' and tbl_name = 'contacts'")) {
            sql("drop trigger \"" + trigger + "\"");
        }
        sql(statement);
    }

    public void sql(String statement) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + demo.database());
                var edit = connection.createStatement()) {
            edit.executeUpdate(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The first column of every row found. */
    public List<@Nullable String> query(String question) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + demo.database());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            var found = new ArrayList<@Nullable String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Stops the server, as a clean stop does; the database stays. */
    @Override
    public void close() {
        demo.close();
    }
}
