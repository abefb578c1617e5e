package dev.linchpin.server.config;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.guard.GuardLimits;
import dev.linchpin.engine.reference.Reference;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.engine.store.Retention;
import dev.linchpin.server.spelling.NearMiss;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts {@link Settings} together. Stateless. */
public final class ConfigurationLoader {
    /** Completeness is shown over a day. */
    private static final Duration KEEP_FEED_FIGURES = Duration.ofDays(8);

    /** As often as the connectors that people come from. */
    private static final Duration MIRROR_EVERY = Duration.ofMinutes(15);

    private static final String USUAL_FILE = "linchpin.yaml";

    /** Variables that other parts of Linchpin or its tools read. */
    private static final Set<String> OTHER_VARIABLES = Set.of("LINCHPIN_JDK", "LINCHPIN_JAVA_OPTIONS");

    /**
     * Where to look.
     *
     * @param directory where {@code linchpin.yaml} and {@code .env} are looked for
     * @param file the configuration file to use instead, which must exist; null when none was named
     * @param environment the process's
     * @param options settings made on the command line, by the key's path
     */
    public record Sources(
            Path directory, @Nullable Path file, Map<String, String> environment, Map<String, String> options) {}

    /** What a command is going to do, and so what it cannot do without. */
    public enum Purpose {
        /** Needs credentials for HubSpot. */
        SYNCHRONISE,
        /** Only looks at the database. */
        LOOK
    }

    private ConfigurationLoader() {}

    /** @throws ConfigurationException with everything that is wrong */
    public static Settings load(Sources sources, Purpose purpose) {
        var problems = new ArrayList<Problem>();
        var environment =
                Environment.of(sources.environment(), sources.directory().resolve(".env"), problems);
        var explicit = sources.file();
        var file = explicit == null
                ? sources.directory().resolve(USUAL_FILE)
                : sources.directory().resolve(explicit);
        var fileName = explicit == null ? USUAL_FILE : explicit.toString();
        var top = explicit == null && !Files.exists(file)
                ? new YamlNode.Mapping(Map.of(), 1)
                : YamlFile.read(fileName, contents(file, fileName), problems);
        var values = new ValueReader(sources.options(), environment, top, fileName, problems);
        var reader = new ObjectsReader(fileName, problems);
        var objects = reader.read(top.entries().get("objects"));

        var settings = new Settings(
                DatabaseReader.read(values, environment, problems),
                hubSpot(values),
                new ServerSettings(
                        values.get(Keys.HOST),
                        values.get(Keys.PORT),
                        values.find(Keys.ADMIN_KEY),
                        values.get(Keys.CORS_ORIGIN)),
                sync(values, objects.isEmpty(), problems),
                new EngineSettings.Proof(
                        values.get(Keys.VERIFY_WITHIN),
                        values.get(Keys.VERIFY_CALLS),
                        values.get(Keys.VERIFY_ROWS_EVERY),
                        values.get(Keys.RECONCILE_AT),
                        values.get(Keys.TIME_ZONE)),
                retention(values),
                new GuardLimits(
                        values.get(Keys.GUARD_RECORDS), values.get(Keys.GUARD_SHARE), values.get(Keys.GUARD_WITHIN)),
                new LogSettings(values.get(Keys.LOG_LEVEL), values.get(Keys.LOG_FORMAT)),
                objects,
                reader.mirrors(),
                warnings(environment));
        if (purpose == Purpose.SYNCHRONISE) {
            requireToken(values, problems);
            requireKeyBeyondLoopback(settings.server(), values, problems);
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return settings;
    }

    private static String contents(Path file, String fileName) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            var reason = Files.exists(file) ? "the file cannot be read as UTF-8 text" : "there is no such file";
            throw new ConfigurationException(fileName, reason);
        }
    }

    private static HubSpotSettings hubSpot(ValueReader values) {
        return new HubSpotSettings(
                values.find(Keys.HUBSPOT_TOKEN),
                values.find(Keys.HUBSPOT_READ_TOKEN),
                values.get(Keys.HUBSPOT_BASE_URL),
                values.find(Keys.HUBSPOT_APP_ID),
                values.get(Keys.HUBSPOT_REQUEST_TIMEOUT),
                values.get(Keys.BUDGET_SHARE),
                values.find(Keys.BUDGET_BURST),
                values.find(Keys.CLIENT_ID),
                values.find(Keys.CLIENT_SECRET),
                values.get(Keys.OLDEST_SIGNATURE),
                values.find(Keys.WEBHOOK_URL));
    }

    private static SyncSettings sync(ValueReader values, boolean onlyMirrors, List<Problem> problems) {
        var feeds = new TreeSet<>(values.get(Keys.FEEDS));
        if (feeds.contains(Feed.JOURNAL) && !(values.has(Keys.CLIENT_ID) && values.has(Keys.CLIENT_SECRET))) {
            problems.add(new Problem(
                    values.where(Keys.FEEDS),
                    "the journal can be read by OAuth apps only, not with the token of a private app or a service key:"
                            + " set hubspot.client-id and hubspot.webhooks.client-secret (HUBSPOT_CLIENT_ID,"
                            + " HUBSPOT_CLIENT_SECRET), or leave the journal out"));
        }
        if (!values.has(Keys.CLIENT_SECRET)) {
            feeds.remove(Feed.WEBHOOKS);
        }
        if (feeds.isEmpty()) {
            problems.add(new Problem(
                    values.where(Keys.FEEDS),
                    "webhooks need hubspot.webhooks.client-secret (HUBSPOT_CLIENT_SECRET); without it, add polling"));
        }
        var pollEvery = values.find(Keys.POLL_EVERY);
        if (pollEvery == null) {
            var hasFastFeed = feeds.stream().anyMatch(Feed::isFast);
            pollEvery = hasFastFeed ? Duration.ofMinutes(5) : Duration.ofSeconds(30);
        }
        var mirrorEvery = values.has(Keys.POLL_EVERY) ? pollEvery : MIRROR_EVERY;
        // Tables that nobody asked for have no place beside those of mirrors, which have pipelines of their own.
        var reference = onlyMirrors && !values.has(Keys.REFERENCE) ? List.<Reference>of() : values.get(Keys.REFERENCE);
        return new SyncSettings(
                pollEvery,
                values.get(Keys.POLL_OVERLAP),
                values.get(Keys.SWEEP_EVERY),
                values.get(Keys.WORKERS),
                values.get(Keys.MAX_FAILURES),
                values.get(Keys.SAFETY),
                feeds,
                values.get(Keys.FEED_GRACE),
                reference,
                values.get(Keys.REFERENCE_EVERY),
                mirrorEvery);
    }

    private static Map<Retention.Kind, Duration> retention(ValueReader values) {
        return Map.of(
                Retention.Kind.WEBHOOK_EVENTS, values.get(Keys.KEEP_WEBHOOK_EVENTS),
                Retention.Kind.JOURNAL, values.get(Keys.KEEP_JOURNAL),
                Retention.Kind.CLOSED_CONFLICTS, values.get(Keys.KEEP_CONFLICTS),
                Retention.Kind.TOMBSTONES, values.get(Keys.KEEP_TOMBSTONES),
                Retention.Kind.RECONCILIATION_RUNS, values.get(Keys.KEEP_RECONCILIATION_RUNS),
                Retention.Kind.STATISTICS, values.get(Keys.KEEP_STATISTICS),
                Retention.Kind.FEED_FIGURES, KEEP_FEED_FIGURES);
    }

    private static void requireToken(ValueReader values, List<Problem> problems) {
        if (!values.has(Keys.HUBSPOT_TOKEN)) {
            problems.add(new Problem(
                    "hubspot.token",
                    "missing; set HUBSPOT_ACCESS_TOKEN to a private app's access token,"
                            + " or try './linchpin demo', which needs none"));
        }
    }

    private static void requireKeyBeyondLoopback(ServerSettings server, ValueReader values, List<Problem> problems) {
        if (values.has(Keys.ADMIN_KEY)) {
            return;
        }
        try {
            if (!InetAddress.getByName(server.host()).isLoopbackAddress()) {
                problems.add(new Problem(
                        values.where(Keys.HOST),
                        "listening on " + server.host()
                                + " needs an admin key of your own: set LINCHPIN_ADMIN_KEY, or listen on 127.0.0.1"));
            }
        } catch (UnknownHostException unknown) {
            problems.add(new Problem(values.where(Keys.HOST), "there is no address '" + server.host() + "'"));
        }
    }

    /** Other programs may share the environment, so a stranger there is no error. */
    private static List<String> warnings(Environment environment) {
        var known = new TreeSet<>(OTHER_VARIABLES);
        for (var key : Keys.ALL) {
            key.variables().forEach(variable -> known.add(variable.name()));
        }
        return environment.names().stream()
                .filter(name -> name.startsWith("LINCHPIN_") || name.startsWith("HUBSPOT_"))
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> "The environment variable " + name + " means nothing to this version"
                        + NearMiss.hint(name, known))
                .toList();
    }
}
