package dev.linchpin.simulator;

import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.http.HttpServer;
import dev.linchpin.simulator.http.WebhookSender;
import dev.linchpin.simulator.persistence.AccountFile;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A HubSpot that runs on this machine. It listens on the loopback interface until closed; several can run in one JVM.
 *
 * <pre>{@code
 * try (var simulator = Simulator.start(SimulatorOptions.defaults().withPort(0))) {
 *     call(simulator.url() + "/crm/objects/2026-09/contacts");
 * }
 * }</pre>
 */
public final class Simulator implements AutoCloseable {

    private final SimulatedHubSpot hubSpot;
    private final WebhookSender sender;
    private final HttpServer server;

    private final @Nullable AccountFile file;

    private Simulator(SimulatorOptions options, @Nullable AccountFile file) {
        this.file = file;
        hubSpot = new SimulatedHubSpot(options);
        Function<SimulatedRequest, SimulatedResponse> account = hubSpot::handle;
        if (file != null) {
            file.replay(hubSpot::repeat);
            hubSpot.settings().restore();
            // What was sent in an earlier life is not sent again.
            hubSpot.webhooks().clear();
            account = file.recording(account, hubSpot::writes);
        }
        server = HttpServer.start(
                options.port(), account, () -> hubSpot.settings().get().latency());
        sender = new WebhookSender(hubSpot.webhooks(), hubSpot.agenda(), hubSpot.search(), hubSpot.clock());
    }

    /**
     * Seeds an account and serves it; ready when this returns.
     *
     * @throws java.io.UncheckedIOException with a {@link java.net.BindException} if the port is in use
     */
    public static Simulator start(SimulatorOptions options) {
        return new Simulator(options, null);
    }

    /**
     * Serves the account that the file holds, as it was when it was last served; if there is none, seeds one and keeps it
     * there. An account that exists stays as it was seeded, whatever the options say.
     *
     * @throws java.io.UncheckedIOException as {@link #start(SimulatorOptions)}, and if the file cannot be used
     */
    public static Simulator start(SimulatorOptions options, Path path) {
        var file = AccountFile.open(
                path,
                options.clock(),
                new AccountFile.Beginning(
                        options.clock().millis(),
                        options.contacts(),
                        options.companies(),
                        options.deals(),
                        options.seed()));
        var beginning = file.beginning();
        try {
            return new Simulator(
                    options.withRecords(beginning.contacts(), beginning.companies(), beginning.deals())
                            .withSeed(beginning.seed())
                            .withClock(file.clock()),
                    file);
        } catch (RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** Where to call it, without a slash at the end. */
    public String url() {
        return server.url();
    }

    /** The account itself. */
    public SimulatedHubSpot hubSpot() {
        return hubSpot;
    }

    @Override
    public void close() {
        server.close();
        sender.close();
        if (file != null) {
            file.close();
        }
    }
}
