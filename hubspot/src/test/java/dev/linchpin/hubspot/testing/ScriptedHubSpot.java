package dev.linchpin.hubspot.testing;

import dev.linchpin.hubspot.HubSpotClient;
import dev.linchpin.hubspot.HubSpotSettings;
import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.auth.StaticTokens;
import dev.linchpin.hubspot.call.CallObserver;
import dev.linchpin.hubspot.transport.HttpAnswer;
import dev.linchpin.hubspot.transport.HttpCall;
import dev.linchpin.hubspot.transport.Transport;
import dev.linchpin.hubspot.transport.TransportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers calls from a script, in order, then by its handler; and remembers what it was asked. */
public final class ScriptedHubSpot implements Transport {
    /** Answers any call; null to fail the test. */
    @FunctionalInterface
    public interface Handler {
        HttpAnswer answer(HttpCall call) throws TransportException;
    }

    private final Deque<Handler> script = new ArrayDeque<>();
    private Handler otherwise = call -> {
        throw new AssertionError("Unexpected call: " + call);
    };
    private final List<HttpCall> calls = new ArrayList<>();

    /** A client that talks to this HubSpot, in this time. */
    public HubSpotClient client(FakeTime time) {
        return client(time, HubSpotSettings.DEFAULT);
    }

    public HubSpotClient client(FakeTime time, HubSpotSettings settings) {
        var tokens = new StaticTokens(new Secret("pat-test"), null);
        return new HubSpotClient(settings, tokens, this, time.surroundings(), CallObserver.NONE);
    }

    public ScriptedHubSpot answer(int status, String body) {
        return next(call -> json(status, body));
    }

    public ScriptedHubSpot answer(int status, String body, Map<String, String> headers) {
        return next(call -> json(status, body, headers));
    }

    public ScriptedHubSpot noAnswer() {
        return next(call -> {
            throw new TransportException.NoAnswer("No answer", new IOException("timed out"));
        });
    }

    public ScriptedHubSpot notSent() {
        return next(call -> {
            throw new TransportException.NotSent("No connection to api.hubapi.com", new IOException("refused"));
        });
    }

    public ScriptedHubSpot next(Handler handler) {
        script.add(handler);
        return this;
    }

    public ScriptedHubSpot otherwise(Handler handler) {
        this.otherwise = handler;
        return this;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws TransportException {
        calls.add(call);
        var next = script.poll();
        return (next == null ? otherwise : next).answer(call);
    }

    public List<HttpCall> calls() {
        return calls;
    }

    public HttpCall call(int index) {
        return calls.get(index);
    }

    /** What a call carried. */
    public static JsonNode body(HttpCall call) {
        return JsonMapper.shared().readTree(Objects.requireNonNull(call.body()));
    }

    public static HttpAnswer json(int status, String body) {
        return json(status, body, Map.of());
    }

    public static HttpAnswer json(int status, String body, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return new HttpAnswer(status, all, body.getBytes(StandardCharsets.UTF_8));
    }
}
