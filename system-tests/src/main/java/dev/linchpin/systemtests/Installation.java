package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HubSpot account, one database, and the server that keeps them in step: which can be stopped, killed and started. */
public final class Installation implements AutoCloseable {
    /** How Linchpin hears of changes in HubSpot. */
    public enum Feed {
        WEBHOOKS,
        POLLING
    }

    static final String SECRET = "the-app's-client-secret";

    private final Path directory;
    private final Place place;
    private final Account account;
    private final Feed feed;
    private final List<RunningServer> servers = new ArrayList<>();
    private final List<Instant> starts = new ArrayList<>();
    private int port;

    /** @param configuration what {@code linchpin.yaml} holds; empty for no such file */
    public Installation(Path directory, Place place, Account account, Feed feed, String configuration) {
        this.directory = directory;
        this.place = place;
        this.account = account;
        this.feed = feed;
        if (!configuration.isEmpty()) {
            try {
                Files.writeString(directory.resolve("linchpin.yaml"), configuration);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Starts the server; the load may still be going on. */
    public Installation serve() {
        return serve(0);
    }

    private Installation serve(int port) {
        var variables = new HashMap<>(environment());
        variables.put("LINCHPIN_PORT", Integer.toString(port));
        var server = RunningServer.start(directory, variables);
        servers.add(server);
        starts.add(Instant.now());
        if (feed == Feed.WEBHOOKS) {
            account.sendWebhooksTo(server.api().url() + "/webhooks/hubspot", SECRET);
        }
        return this;
    }

    /** Stops the server; {@link #goOn} starts it again. */
    public void stop() {
        port = URI.create(api().url()).getPort();
        server().stop();
    }

    /** Starts the server where it was when it was stopped. */
    public void goOn() {
        serve(port);
    }

    /** Starts the server and waits until both sides are in step. */
    public Installation load() {
        serve();
        settle();
        return this;
    }

    /** The three variables, and the secret where webhooks are wanted. */
    Map<String, String> environment() {
        var variables = new HashMap<>(Map.of(
                "HUBSPOT_BASE_URL", account.url(),
                "HUBSPOT_ACCESS_TOKEN", Account.TOKEN,
                "DATABASE_URL", place.url()));
        if (feed == Feed.WEBHOOKS) {
            variables.put("HUBSPOT_CLIENT_SECRET", SECRET);
        }
        return variables;
    }

    /** Waits until Linchpin has nothing to do. */
    public void settle() {
        Wait.until(() -> api().isIdle());
    }

    public RunningServer server() {
        return servers.getLast();
    }

    /** When a server was ready. */
    List<Instant> starts() {
        return starts;
    }

    public Api api() {
        return server().api();
    }

    public Account account() {
        return account;
    }

    public Place place() {
        return place;
    }

    Path directory() {
        return directory;
    }

    public Table contacts() {
        return place.contacts();
    }

    public @Nullable String inSql(String record, String field) {
        return contacts().value(record, field);
    }

    public @Nullable String inHubSpot(String record, String field) {
        return account.value(record, field);
    }

    /** Waits until both sides show this value. */
    public void awaitBothSides(String record, String field, String value) {
        Wait.untilAsserted(() -> {
            assertThat(inSql(record, field)).as("the row's %s", field).isEqualTo(value);
            assertThat(inHubSpot(record, field)).as("HubSpot's %s", field).isEqualTo(value);
        });
    }

    /** Waits until both sides agree about every field of every contact. */
    void awaitAgreement() {
        Wait.untilAsserted(() -> {
            assertThat(api().isIdle()).as("idle").isTrue();
            assertThat(Agreement.differences(account, contacts())).isEmpty();
        });
    }

    /** What holds at any time, whatever the test was about. */
    void assertWell() {
        assertThat(account.stats().path("rateLimited")).as("429s").isEmpty();
        for (var server : servers) {
            assertThat(server.program().hasStackTrace())
                    .as("a stack trace in:%n%s", server.program().errors())
                    .isFalse();
        }
    }

    @Override
    public void close() {
        servers.forEach(RunningServer::close);
        account.close();
    }
}
