package dev.linchpin.simulator.http;

import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.SimulatedResponse.Delivery;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a handler over HTTP on the loopback interface, one virtual thread a request. Adds latency, half of it before the
 * call is carried out and half after, and breaks connections where the answer says so.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final long MAXIMUM_BODY = 32L << 20;
    /** Far beyond what HubSpot allows a URL, so that it is HubSpot's own limit that answers. */
    private static final int MAXIMUM_HEADERS = 256 << 10;

    private static final int DRIPS = 16;

    private final Function<SimulatedRequest, SimulatedResponse> handler;
    private final Supplier<Duration> latency;
    private final Javalin javalin;

    private HttpServer(int port, Function<SimulatedRequest, SimulatedResponse> handler, Supplier<Duration> latency) {
        this.handler = handler;
        this.latency = latency;
        Handler serve = this::serve;
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.concurrency.useVirtualThreads = true;
            config.http.maxRequestSize = MAXIMUM_BODY;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.jetty.host = LOOPBACK;
            config.jetty.port = port;
            config.jetty.modifyHttpConfiguration(http -> http.setRequestHeaderSize(MAXIMUM_HEADERS));
            config.jetty.modifyServer(server -> server.setStopTimeout(0));
            config.routes.get("/*", serve);
            config.routes.post("/*", serve);
            config.routes.put("/*", serve);
            config.routes.patch("/*", serve);
            config.routes.delete("/*", serve);
        });
    }

    /**
     * Starts serving.
     *
     * @param port port to listen on; 0 for any free one
     * @param latency asked for at each request
     * @throws UncheckedIOException with a {@link BindException} if the port is in use
     */
    public static HttpServer start(
            int port, Function<SimulatedRequest, SimulatedResponse> handler, Supplier<Duration> latency) {
        requireFree(port);
        var server = new HttpServer(port, handler, latency);
        try {
            server.javalin.start();
        } catch (JavalinBindException e) {
            server.close();
            throw inUse(port, e);
        }
        return server;
    }

    /** Javalin logs a stack trace when it cannot bind, which hides the one line that says what is wrong. */
    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port));
        } catch (IOException e) {
            throw inUse(port, e);
        }
    }

    private static UncheckedIOException inUse(int port, Exception cause) {
        BindException inUse = new BindException("Port " + port + " is in use");
        inUse.initCause(cause);
        return new UncheckedIOException(inUse);
    }

    /** The address to call, without a slash at the end. */
    public String url() {
        return "http://" + LOOPBACK + ":" + javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private void serve(Context context) throws IOException {
        SimulatedRequest request = read(context);
        boolean control = request.path().startsWith("/_simulator");
        Duration half = control ? Duration.ZERO : latency.get().dividedBy(2);
        pause(half);
        SimulatedResponse response = handler.apply(request);
        if (response.delivery() != Delivery.RESET) {
            var _ = request.body(); // also when nobody asked for it: its sender is to get the answer
        }
        pause(half.plus(response.delay()));
        switch (response.delivery()) {
            case COMPLETE -> write(context, response, response.body().length);
            case TRUNCATED -> {
                write(context, response, response.body().length / 2);
                context.res().flushBuffer();
                endPoint(context).close();
            }
            case DROPPED -> endPoint(context).close();
            case RESET -> reset(context);
        }
        if (response.delivery() != Delivery.COMPLETE) {
            LOG.debug("{} {} was cut off on purpose", request.method(), request.path());
        }
    }

    private static SimulatedRequest read(Context context) {
        var headers = new HashMap<String, String>();
        var servlet = context.req();
        for (String name : Collections.list(servlet.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), servlet.getHeader(name));
        }
        String query = servlet.getQueryString();
        return new SimulatedRequest(
                servlet.getMethod(),
                servlet.getRequestURI(),
                query == null ? "" : query,
                Map.copyOf(headers),
                new Body(context));
    }

    /** Read when it is asked for: a connection can be reset while the body is still on its way. */
    private static final class Body implements Supplier<byte[]> {
        private final Context context;
        private byte @Nullable [] bytes;

        Body(Context context) {
            this.context = context;
        }

        @Override
        public byte[] get() {
            if (bytes == null) {
                bytes = context.bodyAsBytes();
            }
            return bytes;
        }
    }

    private static void write(Context context, SimulatedResponse response, int length) throws IOException {
        var servlet = context.res();
        servlet.setStatus(response.status());
        response.headers().forEach(servlet::setHeader);
        byte[] body = response.body();
        if (body.length == 0) {
            return;
        }
        servlet.setContentLength(body.length);
        if (response.drip().isZero()) {
            servlet.getOutputStream().write(body, 0, length);
            return;
        }
        Duration gap = response.drip().dividedBy(DRIPS);
        for (int drip = 0; drip < DRIPS; drip++) {
            int from = (int) ((long) length * drip / DRIPS);
            int to = (int) ((long) length * (drip + 1) / DRIPS);
            servlet.getOutputStream().write(body, from, to - from);
            servlet.flushBuffer();
            pause(gap);
        }
    }

    /** Without lingering, closing sends RST instead of FIN. */
    private static void reset(Context context) throws IOException {
        EndPoint endPoint = endPoint(context);
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        endPoint.close();
    }

    private static EndPoint endPoint(Context context) {
        return ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    private static void pause(Duration duration) {
        if (duration.isZero()) {
            return;
        }
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
