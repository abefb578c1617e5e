package dev.linchpin.server.demo;

import dev.linchpin.server.config.ConfigurationLoader;
import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import dev.linchpin.server.config.ConfigurationLoader.Sources;
import dev.linchpin.server.config.Settings;
import dev.linchpin.server.runtime.Application;
import dev.linchpin.simulator.Simulator;
import dev.linchpin.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A simulated HubSpot and a Linchpin that is connected to it, both running until closed. */
public final class Demo implements AutoCloseable {
    private static final String DATABASE = "linchpin.db";

    /** What became of the simulated account. It belongs to the database: each without the other is of no use. */
    private static final String ACCOUNT = "simulated-hubspot";

    /** The simulator's token that may do everything. */
    private static final String TOKEN = "pat-simulator";

    private final Simulator simulator;
    private final Application application;
    private final Path database;
    private final String key;

    private Demo(Simulator simulator, Application application, Path database, String key) {
        this.simulator = simulator;
        this.application = application;
        this.database = database;
        this.key = key;
    }

    /**
     * Starts both; the initial load then goes on in the background.
     *
     * @throws UncheckedIOException when the directory cannot be made, or a port is in use
     */
    public static Demo start(DemoOptions options, Clock clock) {
        try {
            Files.createDirectories(options.directory());
            var secrets = DemoSecrets.in(options.directory());
            var database = options.directory().resolve(DATABASE);
            // The simulator must know where to send webhooks before there is a server to ask for its port.
            var port = options.port() == 0 ? freePort() : options.port();
            var simulator = Simulator.start(
                    SimulatorOptions.defaults()
                            .withPort(options.simulatorPort())
                            .withRecords(options.contacts(), options.contacts() / 4, 0)
                            .withWebhooks("http://127.0.0.1:" + port + "/webhooks/hubspot", secrets.clientSecret()),
                    options.directory().resolve(ACCOUNT));
            try {
                var application = Application.start(settings(options, port, simulator, secrets, database), clock);
                return new Demo(simulator, application, database, secrets.key());
            } catch (RuntimeException failed) {
                simulator.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The directory " + options.directory() + " cannot be used", failed);
        }
    }

    private static Settings settings(
            DemoOptions options, int port, Simulator simulator, DemoSecrets secrets, Path database) {
        var variables = Map.of(
                "HUBSPOT_ACCESS_TOKEN", TOKEN,
                "HUBSPOT_BASE_URL", simulator.url(),
                "HUBSPOT_CLIENT_SECRET", secrets.clientSecret(),
                "DATABASE_URL", "jdbc:sqlite:" + database,
                "LINCHPIN_PORT", Integer.toString(port),
                "LINCHPIN_ADMIN_KEY", secrets.key(),
                "LOG_LEVEL", options.logLevel());
        return ConfigurationLoader.load(
                new Sources(options.directory(), null, variables, Map.of()), Purpose.SYNCHRONISE);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Has all of both sides compared, in the background, so that the dashboard can say what is true of them. */
    public void compare() {
        var connection = application.connection();
        connection
                .mappings()
                .forEach(mapping -> connection.reconciliations().request(mapping.type(), true, "demo", false));
    }

    public Application application() {
        return application;
    }

    /** Where the simulated HubSpot answers. */
    public String simulatorUrl() {
        return simulator.url();
    }

    /** The status page, with the key that it needs. */
    public String dashboardUrl() {
        return application.url() + "/#key=" + key;
    }

    public String key() {
        return key;
    }

    public Path database() {
        return database;
    }

    /** Linchpin first, so that what is under way can still reach HubSpot. */
    @Override
    public void close() {
        application.close();
        simulator.close();
    }
}
