package dev.linchpin.hubspot.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashMap;
import javax.net.ssl.SSLHandshakeException;

/**
 * The production transport, on the JDK's own client. HTTP/1.1: HubSpot's limit on calls is far below what a few pooled
 * connections carry, and a lost connection then loses one call rather than all that share it. Redirects are not followed,
 * so that a credential never travels to another host. Meant for blocking calls from virtual threads. Thread-safe.
 */
public final class JdkTransport implements Transport, AutoCloseable {
    private final HttpClient client;

    /** @param connectTimeout how long to wait for a connection; within it a request is certainly not sent */
    public JdkTransport(Duration connectTimeout) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    @Override
    public HttpAnswer send(HttpCall call) throws TransportException, InterruptedException {
        var body = call.body();
        var request = HttpRequest.newBuilder(call.uri())
                .timeout(call.timeout())
                .method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        call.headers().forEach(request::header);
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            var headers = new HashMap<String, String>();
            response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            return new HttpAnswer(response.statusCode(), headers, response.body());
        } catch (IOException failure) {
            throw classified(failure, call);
        }
    }

    private static TransportException classified(IOException failure, HttpCall call) {
        var host = call.uri().getHost();
        if (isBeforeSending(failure)) {
            return new TransportException.NotSent("No connection to " + host + " (" + reason(failure) + ")", failure);
        }
        if (failure instanceof HttpTimeoutException) {
            return new TransportException.NoAnswer(
                    "No answer from " + host + " within " + call.timeout().toSeconds() + " s", failure);
        }
        return new TransportException.NoAnswer(
                "The connection to " + host + " broke before the answer was complete", failure);
    }

    /** Only what names the connection phase counts; anything else may have left the machine. */
    private static boolean isBeforeSending(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof SSLHandshakeException;
    }

    private static String reason(IOException failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "timed out";
        }
        if (failure instanceof SSLHandshakeException) {
            return "TLS handshake failed";
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "unknown host";
            }
        }
        return "refused or unreachable";
    }

    /** Waits for calls under way, then lets go of the connections. */
    @Override
    public void close() {
        client.close();
    }
}
