package dev.linchpin.server.runtime;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.hubspot.HubSpotClient;
import dev.linchpin.hubspot.Surroundings;
import dev.linchpin.hubspot.account.AccountDetails;
import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.auth.StaticTokens;
import dev.linchpin.hubspot.budget.BudgetSettings;
import dev.linchpin.hubspot.call.CallObserver;
import dev.linchpin.hubspot.journal.JournalApp;
import dev.linchpin.hubspot.transport.JdkTransport;
import dev.linchpin.hubspot.transport.Transport;
import dev.linchpin.server.config.ConfigurationException;
import dev.linchpin.server.config.HubSpotSettings;
import dev.linchpin.server.config.MirrorOptions;
import dev.linchpin.server.config.ObjectSettings;
import dev.linchpin.server.config.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HubSpot, known to be reachable and willing.
 *
 * @param catalogues the properties of every configured type
 * @param customTypes the configured types that the account defined for itself, by HubSpot's ids for them
 */
record HubSpotSide(
        HubSpotClient client,
        AccountDetails account,
        Map<ObjectType, List<PropertyDefinition>> catalogues,
        Map<String, ObjectType> customTypes,
        JdkTransport transport)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubSpotSide.class);
    static final Duration CONNECT = Duration.ofSeconds(10);

    /** On records that Linchpin creates, so that a create whose answer was lost is recognised. */
    static final String OWN_PROPERTY = "linchpin_id";

    /** @throws HubSpotException whose message says what to mend */
    static HubSpotSide connect(Settings all, Clock clock, CallObserver observer) {
        var types = types(all);
        var transport = new JdkTransport(CONNECT);
        try {
            var client = client(all, clock, transport, observer);
            var account = client.connect();
            var missing = Stream.concat(
                            all.objects().stream()
                                    .flatMap(object -> account.missingScopes(object.type(), true).stream()),
                            all.mirrors().stream()
                                    .flatMap(mirror -> account.missingScopes(mirror.type(), false).stream()))
                    .distinct()
                    .toList();
            if (!missing.isEmpty()) {
                throw new HubSpotException.Forbidden(
                        "The HubSpot token lacks the scopes " + String.join(", ", missing));
            }
            var customTypes = client.customTypes(types);
            return new HubSpotSide(client, account, catalogues(client, types), customTypes, transport);
        } catch (RuntimeException failed) {
            transport.close();
            throw failed;
        }
    }

    /** One that has not been heard of yet. */
    static HubSpotClient client(Settings all, Clock clock, Transport transport, CallObserver observer) {
        var settings = all.hubspot();
        return new HubSpotClient(
                clientSettings(settings),
                tokens(settings),
                journalApp(all),
                transport,
                Surroundings.real(clock),
                observer);
    }

    /** Those that are kept in step, and those that are mirrored. */
    static List<ObjectType> types(Settings all) {
        return Stream.concat(
                        all.objects().stream().map(ObjectSettings::type),
                        all.mirrors().stream().map(MirrorOptions::type))
                .toList();
    }

    static Map<ObjectType, List<PropertyDefinition>> catalogues(HubSpotClient client, List<ObjectType> types) {
        var catalogues = new LinkedHashMap<ObjectType, List<PropertyDefinition>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = types.stream()
                    .map(type -> threads.submit(() -> client.properties(type)))
                    .toList();
            for (var index = 0; index < types.size(); index++) {
                catalogues.put(types.get(index), answers.get(index).get());
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while starting", stopped);
        }
        return catalogues;
    }

    /**
     * Adds what Linchpin needs in the account; only once all else is known to be in order.
     *
     * @return the objects as they can be kept: without the scope for it, records are created without a {@code linchpin_id}
     */
    List<ObjectSettings> prepare(List<ObjectSettings> objects) {
        return objects.stream().map(this::prepared).toList();
    }

    private ObjectSettings prepared(ObjectSettings object) {
        var type = object.type();
        var there = catalogues.getOrDefault(type, List.of()).stream()
                .anyMatch(property -> property.name().equals(OWN_PROPERTY) && property.unique());
        if (there || !object.traits().announced()) {
            return object;
        }
        LOG.info("Adding the property '{}' to HubSpot's {}", OWN_PROPERTY, type);
        try {
            client.ensureUniqueProperty(
                    type,
                    OWN_PROPERTY,
                    "Linchpin id",
                    "Set by Linchpin on records that it creates, so that none is ever created twice.");
            return object;
        } catch (HubSpotException.Forbidden forbidden) {
            LOG.warn(
                    "New {} are created without '{}': {}. A create whose answer is lost is then told by what it wrote;"
                            + " grant the scope, or set objects.{}.linchpin-id to false",
                    type,
                    OWN_PROPERTY,
                    forbidden.getMessage(),
                    type);
            return object.withTraits(object.traits().unannounced());
        }
    }

    private static dev.linchpin.hubspot.HubSpotSettings clientSettings(HubSpotSettings settings) {
        var byDefault = dev.linchpin.hubspot.HubSpotSettings.DEFAULT;
        var budget = BudgetSettings.DEFAULT.withShare(settings.share());
        var burst = settings.burst();
        return new dev.linchpin.hubspot.HubSpotSettings(
                settings.baseUrl(),
                settings.requestTimeout(),
                byDefault.longestTurn(),
                byDefault.batchWithHistory(),
                settings.appId(),
                burst == null ? budget : budget.withBurst(burst));
    }

    /** Null when the journal is not read. */
    private static @Nullable JournalApp journalApp(Settings settings) {
        var id = settings.hubspot().clientId();
        var secret = secret(settings.hubspot().clientSecret());
        return id == null || secret == null || !settings.sync().feeds().contains(Feed.JOURNAL)
                ? null
                : new JournalApp(
                        id,
                        secret,
                        settings.objects().stream().map(ObjectSettings::type).toList());
    }

    private static StaticTokens tokens(HubSpotSettings settings) {
        var token = settings.token();
        if (token == null) {
            throw new ConfigurationException("hubspot.token", "missing; set HUBSPOT_ACCESS_TOKEN");
        }
        try {
            return new StaticTokens(new Secret(token.value()), secret(settings.readToken()));
        } catch (IllegalArgumentException unusable) {
            throw new ConfigurationException("hubspot.token", String.valueOf(unusable.getMessage()));
        }
    }

    private static @Nullable Secret secret(dev.linchpin.server.config.@Nullable Secret secret) {
        return secret == null ? null : new Secret(secret.value());
    }

    @Override
    public void close() {
        transport.close();
    }
}
