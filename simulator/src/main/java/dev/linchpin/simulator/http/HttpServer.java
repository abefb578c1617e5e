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
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
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
    private static final int MAXIMUM_HEADERS = 32 << 10;

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
        pause(half.plus(response.delay()));
        switch (response.delivery()) {
            case COMPLETE -> write(context, response, response.body().length);
            case TRUNCATED -> {
                write(context, response, response.body().length / 2);
                context.res().flushBuffer();
                disconnect(context);
            }
            case DROPPED -> disconnect(context);
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
                context.bodyAsBytes());
    }

    private static void write(Context context, SimulatedResponse response, int length) throws IOException {
        var servlet = context.res();
        servlet.setStatus(response.status());
        response.headers().forEach(servlet::setHeader);
        if (response.body().length > 0) {
            servlet.setContentLength(response.body().length);
            servlet.getOutputStream().write(response.body(), 0, length);
        }
    }

    private static void disconnect(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
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
