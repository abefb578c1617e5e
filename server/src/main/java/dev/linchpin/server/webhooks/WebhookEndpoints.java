package dev.linchpin.server.webhooks;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.InboxEvent;
import dev.linchpin.engine.store.Store;
import dev.linchpin.hubspot.webhooks.Delivery;
import dev.linchpin.hubspot.webhooks.Verification;
import dev.linchpin.hubspot.webhooks.WebhookParser;
import dev.linchpin.hubspot.webhooks.WebhookVerifier;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.http.Access;
import dev.linchpin.server.http.Bodies;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HubSpot's deliveries: verified by their signature, kept in the inbox, answered at once. Any failure makes HubSpot repeat. */
public final class WebhookEndpoints implements Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoints.class);

    private static final String PATH = "/webhooks/hubspot";

    private record Received(int received, int fresh) {}

    private final @Nullable WebhookVerifier verifier;
    private final WebhookParser parser;
    private final @Nullable URI publicUrl;
    private final Store store;
    private final MappedTypes types;
    private final Responses responses;
    private final AtomicBoolean isHinted = new AtomicBoolean();

    /**
     * @param verifier null when no client secret is configured, or webhooks are not among the feeds: then nothing is taken in
     * @param publicUrl what HubSpot calls, if that is not what arrives here
     */
    public WebhookEndpoints(
            @Nullable WebhookVerifier verifier,
            WebhookParser parser,
            @Nullable URI publicUrl,
            Store store,
            MappedTypes types,
            Responses responses) {
        this.verifier = verifier;
        this.parser = parser;
        this.publicUrl = publicUrl;
        this.store = store;
        this.types = types;
        this.responses = responses;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var all = types.all().stream().map(mapping -> mapping.type()).collect(Collectors.toUnmodifiableSet());
        routes.post(PATH, context -> receive(context, all), Access.WITHOUT_KEY);
        routes.post(
                "/v1" + PATH + "/{objectType}",
                context -> {
                    var type = types.require(context.pathParam("objectType")).type();
                    receive(context, Set.of(type));
                },
                Access.WITHOUT_KEY);
    }

    private void receive(Context context, Set<ObjectType> wanted) {
        var body = Bodies.read(context);
        verify(context, body);
        switch (parser.parse(body)) {
            case Delivery.Refused(var message) ->
                throw ProblemDetails.badRequest("not_a_delivery", message + ".").asException();
            case Delivery.Understood(var events, var skipped) -> {
                skipped.forEach(reason -> LOG.debug("Webhook: {}", reason));
                var kept = events.stream()
                        .filter(event -> wanted.contains(event.type()))
                        .toList();
                responses.ok(context, new Received(events.size(), store(kept)));
            }
        }
    }

    private int store(List<InboxEvent> events) {
        return events.isEmpty() ? 0 : store.inTransaction(transaction -> transaction.receive(events));
    }

    private void verify(Context context, byte[] body) {
        if (verifier == null) {
            throw ProblemDetails.unavailable(
                            "webhooks_not_configured",
                            "Webhooks are not taken in: set hubspot.webhooks.client-secret (HUBSPOT_CLIENT_SECRET), and name them in"
                                    + " sync.feeds.")
                    .asException();
        }
        switch (verifier.verify(context.method().name(), calledUrl(context), context::header, body)) {
            case Verification.Accepted accepted -> {}
            case Verification.MissingSignature missing -> throw refused("The delivery is not signed.");
            case Verification.BadSignature bad -> {
                // Anybody can send these: a hint for whoever sets webhooks up, not a line for each.
                if (isHinted.compareAndSet(false, true)) {
                    LOG.warn(
                            "A webhook was refused: its signature does not fit. If HubSpot reaches this server through a"
                                    + " proxy, set hubspot.webhooks.url to the address that HubSpot calls. Further ones are"
                                    + " refused without a word");
                }
                throw refused("The signature does not fit.");
            }
            case Verification.Stale stale -> throw refused("The signature is too old.");
        }
    }

    /** Signatures cover the address as HubSpot called it, which behind a proxy only the configuration knows. */
    private String calledUrl(Context context) {
        var query = context.queryString();
        var suffix = query == null ? "" : "?" + query;
        if (publicUrl == null) {
            return context.url() + suffix;
        }
        if (!context.path().startsWith("/v1/")) {
            return publicUrl + suffix;
        }
        // What the proxy puts before our own path, it puts before the others too.
        var called = publicUrl.toString();
        return called.endsWith(PATH)
                ? called.substring(0, called.length() - PATH.length()) + context.path() + suffix
                : publicUrl.resolve(context.path()) + suffix;
    }

    private static RuntimeException refused(String detail) {
        return ProblemDetails.of(401, "invalid_signature", "This does not come from HubSpot", detail)
                .asException();
    }
}
