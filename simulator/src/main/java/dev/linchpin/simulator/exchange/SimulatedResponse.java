package dev.linchpin.simulator.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One HTTP answer as a value, including how its delivery goes wrong when it is meant to. Immutable. */
public final class SimulatedResponse {

    /** How the answer reaches the caller. */
    public enum Delivery {
        /** Wholly. */
        COMPLETE,
        /** The connection closes in the middle of the body. */
        TRUNCATED,
        /** The connection closes before the first byte. */
        DROPPED,
        /** The connection is reset before the first byte. */
        RESET
    }

    private static final byte[] EMPTY = {};

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Delivery delivery;
    private final Duration delay;
    private final Duration drip;
    private final boolean write;

    private SimulatedResponse(
            int status,
            Map<String, String> headers,
            byte[] body,
            Delivery delivery,
            Duration delay,
            Duration drip,
            boolean write) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.delivery = delivery;
        this.delay = delay;
        this.drip = drip;
        this.write = write;
    }

    /** An answer without a body. */
    public static SimulatedResponse empty(int status) {
        return new SimulatedResponse(status, Map.of(), EMPTY, Delivery.COMPLETE, Duration.ZERO, Duration.ZERO, false);
    }

    /** A JSON answer. */
    public static SimulatedResponse json(int status, JsonNode body) {
        return new SimulatedResponse(
                status,
                Map.of("Content-Type", "application/json;charset=utf-8"),
                Json.bytes(body),
                Delivery.COMPLETE,
                Duration.ZERO,
                Duration.ZERO,
                false);
    }

    /** A JSON answer with status 200. */
    public static SimulatedResponse ok(JsonNode body) {
        return json(200, body);
    }

    /** Status 204. */
    public static SimulatedResponse noContent() {
        return empty(204);
    }

    /** A way to another page. */
    public static SimulatedResponse redirect(String location) {
        return empty(302).withHeaders(Map.of("Location", location));
    }

    /** Any other kind of body. */
    public static SimulatedResponse of(int status, String contentType, byte[] body) {
        return new SimulatedResponse(
                status,
                Map.of("Content-Type", contentType),
                body,
                Delivery.COMPLETE,
                Duration.ZERO,
                Duration.ZERO,
                false);
    }

    /** An HTML answer, such as gateways give. */
    public static SimulatedResponse html(int status, String text) {
        return new SimulatedResponse(
                status,
                Map.of("Content-Type", "text/html;charset=utf-8"),
                text.getBytes(StandardCharsets.UTF_8),
                Delivery.COMPLETE,
                Duration.ZERO,
                Duration.ZERO,
                false);
    }

    /** No answer at all: the connection is reset. */
    public static SimulatedResponse reset() {
        return empty(0).delivered(Delivery.RESET);
    }

    /** The same answer with further headers. */
    public SimulatedResponse withHeaders(Map<String, String> further) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(further);
        return new SimulatedResponse(status, all, body, delivery, delay, drip, write);
    }

    /** The same answer, delivered differently. */
    public SimulatedResponse delivered(Delivery how) {
        return new SimulatedResponse(status, headers, body, how, delay, drip, write);
    }

    /** The same answer, held back that long once it is ready. */
    public SimulatedResponse delayed(Duration by) {
        return new SimulatedResponse(status, headers, body, delivery, by, drip, write);
    }

    /** The same answer, of a call that did or did not change the account; whoever gets the answer cannot tell. */
    public SimulatedResponse writing(boolean changed) {
        return new SimulatedResponse(status, headers, body, delivery, delay, drip, changed);
    }

    /** Whether the call may have changed the account. */
    public boolean isWrite() {
        return write;
    }

    /** The same answer, whose body takes that long. */
    public SimulatedResponse dripping(Duration over) {
        return new SimulatedResponse(status, headers, body, delivery, delay, over, write);
    }

    /** Over how long the body is spread. */
    public Duration drip() {
        return drip;
    }

    /** HTTP status; 0 when there is no answer. */
    public int status() {
        return status;
    }

    /** Headers by name. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The whole body, also when only part of it is to be delivered; not to be changed. */
    public byte[] body() {
        return body;
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** How the answer reaches the caller. */
    public Delivery delivery() {
        return delivery;
    }

    /** How long the answer is held back once it is ready. */
    public Duration delay() {
        return delay;
    }
}
