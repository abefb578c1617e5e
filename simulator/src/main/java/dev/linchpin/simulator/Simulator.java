package dev.linchpin.simulator;

import dev.linchpin.simulator.http.HttpServer;
import dev.linchpin.simulator.http.WebhookSender;

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

    private Simulator(SimulatorOptions options) {
        hubSpot = new SimulatedHubSpot(options);
        server = HttpServer.start(
                options.port(), hubSpot::handle, () -> hubSpot.settings().get().latency());
        sender = new WebhookSender(hubSpot.webhooks(), hubSpot.search(), hubSpot.clock());
    }

    /**
     * Seeds an account and serves it; ready when this returns.
     *
     * @throws java.io.UncheckedIOException with a {@link java.net.BindException} if the port is in use
     */
    public static Simulator start(SimulatorOptions options) {
        return new Simulator(options);
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
    }
}
