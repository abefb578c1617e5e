package dev.linchpin.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens, and answers through the endpoints it was given, until closed. */
public final class HttpServer implements AutoCloseable {
    private static final Logger ACCESS = LoggerFactory.getLogger("dev.linchpin.access");
    private static final int IDLE_MILLISECONDS = 30_000;
    private static final int STOP_MILLISECONDS = 2_000;
    private static final int QUIET_MILLISECONDS = 50;

    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Cache-Control", "no-store");

    private final Javalin javalin;
    private final String host;

    private HttpServer(Javalin javalin, String host) {
        this.javalin = javalin;
        this.host = host;
    }

    /**
     * Refuses an address that is taken, so that nothing is begun that could not be served.
     *
     * @param port 0 is always free
     * @throws JavalinBindException when the address is taken or not this machine's
     */
    public static void requireFree(String host, int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException taken) {
            throw new JavalinBindException("The address " + host + ":" + port + " is not to be had", taken);
        }
    }

    /**
     * Starts listening.
     *
     * @param port 0 takes any free one
     * @throws JavalinBindException when the address is taken or not this machine's
     */
    public static HttpServer start(String host, int port, Guard guard, Json json, List<? extends Endpoints> endpoints) {
        var responses = new Responses(json);
        var problems = new ProblemMapper();
        var javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.concurrency.useVirtualThreads = true;
            config.http.prefer405over404 = true;
            config.http.defaultContentType = "application/json";
            configureJetty(config, host, port, json);
            config.routes.before(context -> SECURITY_HEADERS.forEach(context::header));
            config.routes.before(HttpServer::refuseNul);
            // Decided by the route that was found, not by how the path is spelled.
            config.routes.beforeMatched(guard::check);
            endpoints.forEach(area -> area.addTo(config.routes));
            config.routes.exception(
                    HttpResponseException.class, (refusal, context) -> answer(refusal, context, problems, responses));
            config.routes.exception(
                    Exception.class, (failure, context) -> answer(failure, context, problems, responses));
            config.requestLogger.http(HttpServer::log);
            config.router.javaLangErrorHandler((response, error) -> broken(response, problems.map(error), json));
        });
        try {
            javalin.start();
        } catch (RuntimeException failed) {
            // Its threads run already.
            javalin.stop();
            throw failed;
        }
        return new HttpServer(javalin, host);
    }

    /** No database can store or compare this character; only tricks send it. */
    private static void refuseNul(Context context) {
        var query = context.queryString();
        if (context.path().contains("%00") || (query != null && query.contains("%00"))) {
            throw ProblemDetails.badRequest("invalid_character", "The URL must not contain the character U+0000.")
                    .asException();
        }
    }

    /** Errors of the JVM, which Javalin keeps apart from exceptions. */
    private static void broken(HttpServletResponse response, ProblemDetails problem, Json json) {
        try {
            response.setStatus(problem.status());
            response.setContentType("application/problem+json");
            response.getOutputStream().write(json.write(problem.members()));
        } catch (IOException gone) {
            // Nobody is there to be told.
        }
    }

    private static void configureJetty(JavalinConfig config, String host, int port, Json json) {
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
            http.setIdleTimeout(IDLE_MILLISECONDS);
        });
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLISECONDS);
            server.setErrorHandler(new JettyProblems(json));
        });
        config.jetty.addConnector((server, http) -> {
            var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
            connector.setHost(host);
            connector.setPort(port);
            connector.setIdleTimeout(IDLE_MILLISECONDS);
            // Browsers keep idle connections open; waiting for them would only delay the stop.
            connector.setShutdownIdleTimeout(QUIET_MILLISECONDS);
            return connector;
        });
    }

    private static void answer(Exception failure, Context context, ProblemMapper problems, Responses responses) {
        var problem = problems.map(failure);
        if (problem.status() == 401) {
            context.header("WWW-Authenticate", "Bearer realm=\"linchpin\"");
        }
        if (failure instanceof HttpResponseException refusal && problem.status() == 405) {
            context.header("Allow", refusal.getDetails().getOrDefault("availableMethods", ""));
        }
        responses.problem(context, problem);
    }

    /** Names the route, not the path: keys and filters may be personal data. */
    private static void log(Context context, float milliseconds) {
        var endpoint = context.endpoints().lastHttpEndpoint();
        var route = endpoint == null ? "(no route)" : endpoint.path;
        ACCESS.debug("{} {} {} in {} ms", context.method(), route, context.statusCode(), Math.round(milliseconds));
    }

    /** What it answers, each as method and path: {@code GET /api/things/{id}}. */
    public Set<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint)
                .filter(route -> route.method.isHttpMethod())
                .map(route -> route.method + " " + route.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public int port() {
        return javalin.port();
    }

    /** Where this machine reaches it, without a slash at the end. */
    public String url() {
        var address = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
