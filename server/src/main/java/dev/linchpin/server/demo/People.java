package dev.linchpin.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
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

/**
 * Simulated people: by turns one edits a contact in HubSpot, one edits a row by SQL, until closed. To begin with, and seldom
 * later, two of them edit the same field at once, or one enters what HubSpot refuses, so that there is something to decide.
 */
public final class People implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final Duration PACE = Duration.ofMillis(1_500);
    private static final int TROUBLES = 4;
    private static final int TROUBLE_EVERY = 60;
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
                    takeTurn(turn);
                } catch (SQLException | IOException busy) {
                    LOG.debug("A simulated person gave up", busy);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeTurn(int turn) throws SQLException, IOException, InterruptedException {
        var record = anyRecord();
        if (record.isEmpty()) {
            return;
        }
        if (turn < TROUBLES || turn % TROUBLE_EVERY == 0) {
            if (turn % TROUBLES == 1) {
                editBySql(record.get(), "lifecyclestage", "friend of the house");
            } else {
                disagree(record.get());
            }
        } else if (turn % 2 == 0) {
            editInHubSpot(record.get(), "jobtitle", oneOf(TITLES));
        } else {
            editBySql(record.get(), "city", oneOf(CITIES));
        }
    }

    /** While one's transaction is still open, another edits the same field in HubSpot. */
    private void disagree(String record) throws SQLException, IOException, InterruptedException {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            update(connection, record, "jobtitle", "Captain");
            editInHubSpot(record, "jobtitle", oneOf(TITLES));
            connection.commit();
        }
    }

    private void editInHubSpot(String record, String property, String value) throws IOException, InterruptedException {
        var body = "{\"objectType\":\"contacts\",\"id\":\"" + record + "\",\"properties\":{\"" + property + "\":\""
                + value + "\"}}";
        var request = HttpRequest.newBuilder(URI.create(simulatorUrl + "/_simulator/users/7/edits"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        client.send(request, BodyHandlers.discarding());
    }

    private void editBySql(String record, String column, String value) throws SQLException {
        try (var connection = connect()) {
            update(connection, record, column, value);
        }
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(database);
        try (var setup = connection.createStatement()) {
            setup.execute("pragma busy_timeout = " + BUSY_MILLISECONDS);
        }
        return connection;
    }

    private static void update(Connection connection, String record, String column, String value) throws SQLException {
        try (var edit = connection.prepareStatement("update contacts set " + column + " = ? where hubspot_id = ?")) {
            edit.setString(1, value);
            edit.setString(2, record);
            edit.executeUpdate();
        }
    }

    private Optional<String> anyRecord() throws SQLException {
        try (var connection = connect();
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
