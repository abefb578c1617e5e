package dev.linchpin.benchmarks.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account, a database, and the server that keeps them in step, which can be stopped and started. For one thread. */
public final class Site implements AutoCloseable {
    /** What the launcher needs, should it have to build. */
    private static final List<String> PASSED_ON = List.of("PATH", "HOME", "LANG");

    /** As many in ten seconds as can be configured. */
    private static final String MOST_REQUESTS = "10000";

    private final DatabaseServer databases;
    private final Path directory;
    private final Account account;
    private final Place place;
    private final int port;
    private @Nullable ServerProcess server;

    private Site(DatabaseServer databases, Path directory, Account account, Place place, int port) {
        this.databases = databases;
        this.directory = directory;
        this.account = account;
        this.place = place;
        this.port = port;
    }

    /**
     * An account with so many contacts, and an empty database. The server is not started.
     *
     * @param directory where all files go; removed by whoever made it
     */
    public static Site open(DatabaseServer databases, Path directory, int contacts) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("linchpin.yaml"), configuration());
        var place = databases.fresh(directory);
        return new Site(databases, directory, Account.with(contacts), place, freePort());
    }

    /**
     * The whole of HubSpot's limits, and webhooks as the only feed: what is not caused by a change, like polls, the verifier and
     * sweeps, stays out of the way for as long as anything is measured.
     */
    private static String configuration() {
        var never = LocalTime.now(ZoneOffset.UTC).plusHours(12).truncatedTo(ChronoUnit.MINUTES);
        return """
                hubspot: { budget: { share: 1.0 } }
                sync: { feeds: webhooks, sweep-every: 30d }
                verify: { within: 3650d, calls-per-minute: 1, rows-every: 30d, reconcile-at: "%s" }
                reference: none
                objects: { contacts: { match: email } }
                """.formatted(never);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts the server with this process's jars. */
    public ServerProcess serve(String... virtualMachine) throws IOException {
        var command = new ArrayList<>(OwnProcess.java(List.of(virtualMachine), "dev.linchpin.server.Main"));
        command.add("serve");
        return start(command);
    }

    /** Starts the server by {@code ./linchpin}, as people do. */
    public ServerProcess serveBy(Path launcher) throws IOException {
        return start(List.of(launcher.toString(), "serve"));
    }

    private ServerProcess start(List<String> command) throws IOException {
        stop();
        var variables = new HashMap<>(Map.of(
                "HUBSPOT_BASE_URL", account.url(),
                "HUBSPOT_ACCESS_TOKEN", Account.TOKEN,
                "HUBSPOT_CLIENT_SECRET", Account.SECRET,
                "DATABASE_URL", place.url(),
                "LINCHPIN_PORT", Integer.toString(port),
                "JAVA_HOME", System.getProperty("java.home")));
        if (account.burstLimit() == 0) {
            // An account without limits names none, and then Linchpin keeps to the least that HubSpot grants.
            variables.put("RATE_LIMIT_REQUESTS", MOST_REQUESTS);
        }
        for (var name : PASSED_ON) {
            var value = System.getenv(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        if (!place.user().isEmpty()) {
            variables.put("DATABASE_USER", place.user());
            variables.put("DATABASE_PASSWORD", place.password());
        }
        var started = ServerProcess.start(command, directory, variables);
        server = started;
        account.sendWebhooksTo("http://127.0.0.1:" + port + "/webhooks/hubspot");
        return started;
    }

    /** Stops the server, if it runs. */
    public void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    public Path directory() {
        return directory;
    }

    public Account account() {
        return account;
    }

    public Place place() {
        return place;
    }

    public ServerProcess server() {
        if (server == null) {
            throw new IllegalStateException("The server does not run");
        }
        return server;
    }

    /** Another empty database beside it, on the same server. */
    Place spare() throws IOException {
        return databases.fresh(Files.createDirectories(directory.resolve("spare")));
    }

    /** The table of contacts, as another program uses it. */
    public Rows rows() throws SQLException {
        return new Rows(place);
    }

    @Override
    public void close() {
        stop();
        account.close();
    }
}
