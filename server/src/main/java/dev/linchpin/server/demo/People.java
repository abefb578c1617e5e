package dev.linchpin.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Simulated people: by turns one edits a contact in HubSpot, one edits a row by SQL, until closed. */
public final class People implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final Duration PACE = Duration.ofSeconds(3);
    private static final int BUSY_MILLISECONDS = 5_000;
    private static final List<String> TITLES = List.of(
            "Head of Sales", "Buyer", "Engineer", "Managing Director", "Accountant", "Product Manager", "Recruiter");
    private static final List<String> CITIES =
            List.of("Berlin", "Lisbon", "Oslo", "Denver", "Nairobi", "Osaka", "Turin", "Leeds");

    private final String simulatorUrl;
    private final String database;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private People(String simulatorUrl, Path database) {
        this.simulatorUrl = simulatorUrl;
        this.database = "jdbc:sqlite:" + database;
        this.thread = Thread.ofVirtual().name("people").unstarted(this::work);
    }

    /** Sets people to work. */
    public static People atWork(String simulatorUrl, Path database) {
        var people = new People(simulatorUrl, database);
        people.thread.start();
        return people;
    }

    private void work() {
        try {
            for (var turn = 0; !closed.await(PACE.toMillis(), TimeUnit.MILLISECONDS); turn++) {
                try {
                    if (turn % 2 == 0) {
                        editInHubSpot();
                    } else {
                        editBySql();
                    }
                } catch (SQLException | IOException busy) {
                    LOG.debug("A simulated person gave up", busy);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void editInHubSpot() throws SQLException, IOException, InterruptedException {
        var id = anyRecord();
        if (id.isEmpty()) {
            return;
        }
        var body = "{\"objectType\":\"contacts\",\"id\":\"" + id.get() + "\",\"properties\":{\"jobtitle\":\""
                + oneOf(TITLES) + "\"}}";
        var request = HttpRequest.newBuilder(URI.create(simulatorUrl + "/_simulator/users/7/edits"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        client.send(request, BodyHandlers.discarding());
    }

    private void editBySql() throws SQLException {
        try (var connection = DriverManager.getConnection(database);
                var setup = connection.createStatement()) {
            setup.execute("pragma busy_timeout = " + BUSY_MILLISECONDS);
            try (var edit = connection.prepareStatement("update contacts set city = ? where id ="
                    + " (select id from contacts where hubspot_id is not null order by random() limit 1)")) {
                edit.setString(1, oneOf(CITIES));
                edit.executeUpdate();
            }
        }
    }

    private Optional<String> anyRecord() throws SQLException {
        try (var connection = DriverManager.getConnection(database);
                var query = connection.createStatement();
                var rows = query.executeQuery(
                        "select hubspot_id from contacts where hubspot_id is not null order by random() limit 1")) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
