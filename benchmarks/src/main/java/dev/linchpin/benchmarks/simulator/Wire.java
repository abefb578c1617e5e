package dev.linchpin.benchmarks.simulator;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One kept HTTP connection that does as little as possible, so that the figures are the simulator's and not a client's. For one
 * thread.
 */
final class Wire implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    Wire(String url) throws IOException {
        URI uri = URI.create(url);
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    byte[] get(String target) throws IOException {
        return send("GET", target, new byte[0]);
    }

    /** The answer's body; fails unless the status is a 2xx. */
    byte[] send(String method, String target, byte[] body) throws IOException {
        String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer pat-simulator\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, request, 0, headBytes.length);
        System.arraycopy(body, 0, request, headBytes.length, body.length);
        socket.getOutputStream().write(request);
        String status = HttpText.line(in);
        int length = HttpText.contentLength(in);
        byte[] answer = in.readNBytes(length);
        if (!status.startsWith("HTTP/1.1 2")) {
            throw new IOException(method + " " + target + " was answered with " + status + ": "
                    + new String(answer, StandardCharsets.UTF_8));
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
