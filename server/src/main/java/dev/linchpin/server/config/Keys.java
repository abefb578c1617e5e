package dev.linchpin.server.config;

import static dev.linchpin.server.config.Key.variables;

import dev.linchpin.engine.reference.Reference;
import dev.linchpin.engine.store.Feed;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** Every setting there is, but for those below {@code objects}. The documentation is checked against this list. */
final class Keys {
    static final Key<String> DATABASE_URL = new Key<>(
            "database.url",
            variables("DATABASE_URL"),
            "JDBC URL",
            "jdbc:sqlite:linchpin.db",
            "The database that is kept in step: jdbc:sqlite:FILE, jdbc:postgresql://HOST/NAME or jdbc:mariadb://HOST/NAME.",
            Readers::jdbcUrl);
    static final Key<String> DATABASE_USER =
            new Key<>("database.user", variables("DATABASE_USER"), "name", null, "The database user.", Readers::plain);
    static final Key<Secret> DATABASE_PASSWORD = new Key<>(
            "database.password",
            variables("DATABASE_PASSWORD"),
            "secret",
            null,
            "The database user's password.",
            Readers::secret);
    static final Key<Integer> DATABASE_POOL_SIZE = new Key<>(
            "database.pool-size",
            variables(),
            "connections",
            "10",
            "How many database connections are held at most.",
            Readers.number(2, 200));

    static final Key<Secret> HUBSPOT_TOKEN = new Key<>(
            "hubspot.token",
            variables("HUBSPOT_ACCESS_TOKEN", "HUBSPOT_API_KEY"),
            "secret",
            null,
            "The access token of a private app or service key.",
            Readers::secret);
    static final Key<Secret> HUBSPOT_READ_TOKEN = new Key<>(
            "hubspot.read-token",
            variables("HUBSPOT_READ_TOKEN"),
            "secret",
            null,
            "A token with read scopes only, used for everything but writes.",
            Readers::secret);
    static final Key<URI> HUBSPOT_BASE_URL = new Key<>(
            "hubspot.base-url",
            variables("HUBSPOT_BASE_URL"),
            "URL",
            "https://api.hubapi.com",
            "Where HubSpot's API is; the simulator's address for trying things out.",
            Readers::httpUrl);
    static final Key<String> HUBSPOT_APP_ID = new Key<>(
            "hubspot.app-id",
            variables("HUBSPOT_APP_ID"),
            "number",
            null,
            "The id of the app that the token belongs to; tells our own changes from others' in webhooks.",
            Readers::plain);
    static final Key<Duration> HUBSPOT_REQUEST_TIMEOUT = new Key<>(
            "hubspot.request-timeout",
            variables(),
            "duration",
            "10s",
            "How long HubSpot may take to answer one request.",
            Readers.duration(Duration.ofSeconds(1)));
    static final Key<Double> BUDGET_SHARE = new Key<>(
            "hubspot.budget.share",
            variables(),
            "share of 1",
            "0.9",
            "The part of every HubSpot limit that Linchpin may use; the rest is left to other integrations.",
            Readers::share);
    static final Key<Integer> BUDGET_BURST = new Key<>(
            "hubspot.budget.requests",
            variables("RATE_LIMIT_REQUESTS"),
            "requests per 10 s",
            null,
            "The burst limit outright, in place of what HubSpot tells in its headers.",
            Readers.number(1, 10_000));
    static final Key<String> CLIENT_ID = new Key<>(
            "hubspot.client-id",
            variables("HUBSPOT_CLIENT_ID"),
            "id",
            null,
            "The OAuth app's client id, by which, with the client secret, the webhooks journal is read.",
            Readers::plain);
    static final Key<Secret> CLIENT_SECRET = new Key<>(
            "hubspot.webhooks.client-secret",
            variables("HUBSPOT_CLIENT_SECRET", "HUBSPOT_WEBHOOK_SECRET"),
            "secret",
            null,
            "The app's client secret, with which HubSpot signs webhooks; without it none are accepted.",
            Readers::secret);
    static final Key<HubSpotSettings.Signature> OLDEST_SIGNATURE = new Key<>(
            "hubspot.webhooks.oldest-signature",
            variables(),
            "v3, v2 or v1",
            "v3",
            "The oldest kind of signature that is accepted; legacy private apps sign with v1 only.",
            Readers.oneOf(HubSpotSettings.Signature.class));
    static final Key<URI> WEBHOOK_URL = new Key<>(
            "hubspot.webhooks.url",
            variables("LINCHPIN_WEBHOOK_URL"),
            "URL",
            null,
            "The webhook address as HubSpot calls it, when a proxy stands in between; signatures cover it.",
            Readers::httpUrl);

    static final Key<String> HOST = new Key<>(
            "server.host",
            variables("LINCHPIN_HOST"),
            "address",
            "127.0.0.1",
            "The address to listen on; any but a loopback address needs an admin key of your own.",
            Readers::plain);
    static final Key<Integer> PORT = new Key<>(
            "server.port",
            variables("LINCHPIN_PORT", "PORT"),
            "port",
            "8080",
            "The port to listen on; 0 takes any free one.",
            Readers.number(0, 65_535));
    static final Key<Secret> ADMIN_KEY = new Key<>(
            "server.admin-key",
            variables("LINCHPIN_ADMIN_KEY"),
            "secret",
            null,
            "The API key, at least 16 characters; without it one is made at the first start and shown once.",
            Readers::adminKey);
    static final Key<List<String>> CORS_ORIGIN = new Key<>(
            "server.cors-origin",
            variables("CORS_ORIGIN"),
            "list of origins",
            "none",
            "Origins whose pages may call the API from browsers, such as https://dashboard.example.com.",
            Readers::origins);

    static final Key<Set<Feed>> FEEDS = new Key<>(
            "sync.feeds",
            variables("LINCHPIN_FEEDS"),
            "list of webhooks, polling and journal",
            "webhooks, polling",
            "Where changes in HubSpot are heard of; any one is enough, and polling finds what the others miss.",
            Readers.setOf(Feed.class));
    static final Key<Duration> FEED_GRACE = new Key<>(
            "sync.feed-grace",
            variables(),
            "duration",
            "5m",
            "How long after a search webhooks or the journal may still tell what it found, before that counts as missed.",
            Readers.duration(Duration.ZERO));
    static final Key<Duration> POLL_EVERY = new Key<>(
            "sync.poll-every",
            List.of(new Key.Variable("SYNC_INTERVAL_MINUTES", "m")),
            "duration",
            null,
            "How often HubSpot is searched for changes; 30s by default, 5m with webhooks or the journal; mirrors run as often, by default every 15m.",
            Readers.duration(Duration.ofSeconds(1)));
    static final Key<Duration> POLL_OVERLAP = new Key<>(
            "sync.poll-overlap",
            List.of(new Key.Variable("SYNC_BUFFER_MINUTES", "m")),
            "duration",
            "5m",
            "How far each search reads back at least, because HubSpot's search index lags; more when it is seen to lag more.",
            Readers.duration(Duration.ZERO));
    static final Key<Duration> SWEEP_EVERY = new Key<>(
            "sync.sweep-every",
            variables(),
            "duration",
            "1h",
            "How often HubSpot's recycle bin is looked through for deletions.",
            Readers.duration(Duration.ofSeconds(1)));
    static final Key<Integer> WORKERS = new Key<>(
            "sync.workers-per-type",
            variables(),
            "workers",
            "3",
            "How many batches of one object type are worked on at a time.",
            Readers.number(1, 16));
    static final Key<Integer> MAX_FAILURES = new Key<>(
            "sync.max-failures",
            variables(),
            "failures",
            "10",
            "Consecutive failures of one record before it becomes a dead letter.",
            Readers.number(1, 1_000));

    static final Key<SyncSettings.Safety> SAFETY = new Key<>(
            "sync.safety",
            variables(),
            "balanced or strict",
            "balanced",
            "When writes are looked up for edits that they replaced: a little later, or within the same step for one more read.",
            Readers.oneOf(SyncSettings.Safety.class));

    static final Key<List<Reference>> REFERENCE = new Key<>(
            "reference",
            variables(),
            "list of pipelines, owners and lists, or none",
            "pipelines, owners",
            "What is kept in read-only tables because records refer to it.",
            Readers.severalOf(Reference.class));
    static final Key<Duration> REFERENCE_EVERY = new Key<>(
            "sync.reference-every",
            variables(),
            "duration",
            "15m",
            "How often the read-only tables are refreshed.",
            Readers.duration(Duration.ofSeconds(1)));

    static final Key<Duration> VERIFY_WITHIN = new Key<>(
            "verify.within",
            variables(),
            "duration",
            "1d",
            "How long the rolling verifier takes to compare everything once.",
            Readers.duration(Duration.ofMinutes(1)));
    static final Key<Integer> VERIFY_CALLS = new Key<>(
            "verify.calls-per-minute",
            variables(),
            "calls",
            "20",
            "The most HubSpot calls of the rolling verifier, for each object type.",
            Readers.number(1, 600));
    static final Key<Duration> VERIFY_ROWS_EVERY = new Key<>(
            "verify.rows-every",
            variables(),
            "duration",
            "1h",
            "How often all rows are looked through for changes that no trigger saw.",
            Readers.duration(Duration.ofSeconds(1)));
    static final Key<LocalTime> RECONCILE_AT = new Key<>(
            "verify.reconcile-at",
            variables(),
            "time of day",
            "02:00",
            "When everything is compared at once, each day.",
            Readers::timeOfDay);
    static final Key<ZoneId> TIME_ZONE = new Key<>(
            "verify.time-zone",
            variables(),
            "time zone",
            "UTC",
            "The time zone of that time of day, such as Europe/Berlin.",
            Readers::timeZone);

    static final Key<Duration> KEEP_WEBHOOK_EVENTS = new Key<>(
            "retention.webhook-events",
            variables(),
            "duration",
            "7d",
            "How long events are kept after they were worked on, so that repeated deliveries are known.",
            Readers.duration(Duration.ofDays(4)));
    static final Key<Duration> KEEP_JOURNAL = new Key<>(
            "retention.journal",
            variables(),
            "duration",
            "365d",
            "How long the journal of what Linchpin changed is kept.",
            Readers.duration(Duration.ofDays(1)));
    static final Key<Duration> KEEP_CONFLICTS = new Key<>(
            "retention.closed-conflicts",
            variables(),
            "duration",
            "90d",
            "How long conflicts are kept after they were settled.",
            Readers.duration(Duration.ofDays(1)));
    static final Key<Duration> KEEP_TOMBSTONES = new Key<>(
            "retention.tombstones",
            variables(),
            "duration",
            "365d",
            "How long is remembered what was deleted on both sides; HubSpot can restore for 90 days.",
            Readers.duration(Duration.ofDays(90)));
    static final Key<Duration> KEEP_RECONCILIATION_RUNS = new Key<>(
            "retention.reconciliation-runs",
            variables(),
            "duration",
            "90d",
            "How long reports of reconciliations are kept.",
            Readers.duration(Duration.ofDays(1)));
    static final Key<Duration> KEEP_STATISTICS = new Key<>(
            "retention.statistics",
            variables(),
            "duration",
            "30d",
            "How long the figures of each minute are kept that charts are drawn from.",
            Readers.duration(Duration.ofDays(1)));

    static final Key<Integer> GUARD_RECORDS = new Key<>(
            "guard.records",
            variables(),
            "records",
            "50",
            "More deletions, unlinks or overwrites than this wait for a person, if they are also too large a share.",
            Readers.number(0, 1_000_000_000));
    static final Key<Double> GUARD_SHARE = new Key<>(
            "guard.share",
            variables(),
            "share of 1",
            "0.05",
            "The share of a type's records above which they wait for a person.",
            Readers::share);
    static final Key<Duration> GUARD_WITHIN = new Key<>(
            "guard.within",
            variables(),
            "duration",
            "1h",
            "The time over which they are counted.",
            Readers.duration(Duration.ofMinutes(1)));

    static final Key<LogSettings.Level> LOG_LEVEL = new Key<>(
            "log.level",
            variables("LOG_LEVEL"),
            "error, warn, info, debug or trace",
            "info",
            "How much is logged; debug adds stack traces.",
            Readers.oneOf(LogSettings.Level.class));
    static final Key<LogSettings.Format> LOG_FORMAT = new Key<>(
            "log.format",
            variables("LOG_FORMAT"),
            "text or json",
            "text",
            "Short lines for people, or one JSON object a line.",
            Readers.oneOf(LogSettings.Format.class));

    static final List<Key<?>> ALL = List.of(
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            DATABASE_POOL_SIZE,
            HUBSPOT_TOKEN,
            HUBSPOT_READ_TOKEN,
            HUBSPOT_BASE_URL,
            HUBSPOT_APP_ID,
            HUBSPOT_REQUEST_TIMEOUT,
            BUDGET_SHARE,
            BUDGET_BURST,
            CLIENT_ID,
            CLIENT_SECRET,
            OLDEST_SIGNATURE,
            WEBHOOK_URL,
            HOST,
            PORT,
            ADMIN_KEY,
            CORS_ORIGIN,
            FEEDS,
            FEED_GRACE,
            POLL_EVERY,
            POLL_OVERLAP,
            SWEEP_EVERY,
            WORKERS,
            MAX_FAILURES,
            SAFETY,
            VERIFY_WITHIN,
            VERIFY_CALLS,
            VERIFY_ROWS_EVERY,
            RECONCILE_AT,
            TIME_ZONE,
            KEEP_WEBHOOK_EVENTS,
            KEEP_JOURNAL,
            KEEP_CONFLICTS,
            KEEP_TOMBSTONES,
            KEEP_RECONCILIATION_RUNS,
            KEEP_STATISTICS,
            REFERENCE_EVERY,
            REFERENCE,
            GUARD_RECORDS,
            GUARD_SHARE,
            GUARD_WITHIN,
            LOG_LEVEL,
            LOG_FORMAT);

    private Keys() {}
}
