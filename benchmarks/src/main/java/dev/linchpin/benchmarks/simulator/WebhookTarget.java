package dev.linchpin.benchmarks.simulator;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Accepts every delivery of webhooks, and does as little as possible for it: it shares its cores with what is measured.
 * Thread-safe.
 */
final class WebhookTarget implements AutoCloseable {

    private static final byte[] ACCEPTED = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicLong received = new AtomicLong();

    /** Starts to listen. */
    WebhookTarget() throws IOException {
        Thread.ofVirtual().start(this::listen);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/events";
    }

    /** How many deliveries came. */
    long received() {
        return received.get();
    }

    private void listen() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
            socket.setTcpNoDelay(true);
            while (true) {
                HttpText.line(in);
                in.skipNBytes(HttpText.contentLength(in));
                received.incrementAndGet();
                socket.getOutputStream().write(ACCEPTED);
            }
        } catch (IOException e) {
            // The sender has ended.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
