package dev.linchpin.server.doctor;

import static dev.linchpin.server.doctor.Check.ok;
import static dev.linchpin.server.doctor.Check.problem;
import static dev.linchpin.server.doctor.Check.warning;

import dev.linchpin.database.Database;
import dev.linchpin.database.installation.Installation;
import dev.linchpin.database.managed.Step;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.hubspot.account.AccountDetails;
import dev.linchpin.server.config.DatabaseSettings;
import dev.linchpin.server.config.MirrorOptions;
import dev.linchpin.server.config.ObjectSettings;
import dev.linchpin.server.config.Settings;
import dev.linchpin.server.doctor.Check.Subject;
import dev.linchpin.server.runtime.Examination;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at both sides and at what lies between, and says what is amiss. Changes nothing. For one use. */
public final class Doctor {
    private static final Duration LATELY = Duration.ofDays(1);
    private static final Duration APART = Duration.ofSeconds(10);

    /** HubSpot's signatures are good for five minutes. */
    private static final Duration FAR_APART = Duration.ofMinutes(4);

    private final Settings settings;
    private final Clock clock;
    private final List<Check> checks = new ArrayList<>();
    private final List<Step> needed = new ArrayList<>();
    private final List<Step> grants = new ArrayList<>();

    public Doctor(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @param where the database, or something empty in place of one that is not there yet */
    public Report examine(DatabaseSettings where) {
        try (var examination = new Examination(settings, clock)) {
            var hubSpot = examination.hubSpot();
            var account = hubSpot.account();
            var failure = hubSpot.failure();
            if (account == null) {
                checks.add(problem(
                        Subject.TOKEN,
                        "HubSpot cannot be asked: "
                                + sentence(failure == null ? "no answer" : String.valueOf(failure.getMessage())),
                        "Check HUBSPOT_ACCESS_TOKEN, HUBSPOT_BASE_URL and the network; the mapping and what it needs in"
                                + " the database cannot be told before."));
            } else {
                checks.add(ok(
                        Subject.TOKEN,
                        "HubSpot accepts the token: account " + account.portalId() + " (" + account.accountType()
                                + ")"));
                scopes(account);
            }
            clock("HubSpot's", hubSpot.ahead());
            try (var database = examination.database(where)) {
                database(database, examination, account);
            } catch (DatabaseException failed) {
                checks.add(problem(
                        Subject.DATABASE,
                        sentence(String.valueOf(failed.getMessage())),
                        "Check DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD."));
            }
        }
        checks.sort(Comparator.comparing(Check::subject));
        return new Report(checks, needed, grants);
    }

    private void scopes(AccountDetails account) {
        var missing = Stream.concat(
                        settings.objects().stream()
                                .flatMap(object -> account.missingScopes(object.type(), true).stream()),
                        settings.mirrors().stream()
                                .flatMap(mirror -> account.missingScopes(mirror.type(), false).stream()))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            checks.add(problem(
                    Subject.SCOPES,
                    "The token lacks the scopes " + String.join(", ", missing) + ".",
                    "Give it these in HubSpot, at the private app or the service key it belongs to."));
        } else if (account.writeScopes().isEmpty()) {
            checks.add(warning(
                    Subject.SCOPES,
                    "HubSpot does not tell which scopes the token has.",
                    "If something is refused later, HubSpot then names the scope that is missing."));
        } else {
            checks.add(ok(
                    Subject.SCOPES,
                    "The token has the scopes for "
                            + Stream.concat(
                                            settings.objects().stream().map(ObjectSettings::type),
                                            settings.mirrors().stream().map(MirrorOptions::type))
                                    .map(Object::toString)
                                    .collect(Collectors.joining(", "))));
        }
    }

    private void database(Database database, Examination examination, @Nullable AccountDetails account) {
        var installation = database.installation();
        var server = installation.server();
        if (server.isTooOld()) {
            checks.add(problem(
                    Subject.DATABASE,
                    database.place() + " is " + server.product() + ", which is too old.",
                    "Use " + server.needs() + " or newer."));
        } else {
            checks.add(ok(Subject.DATABASE, database.place() + " answers: " + server.product()));
        }
        clock("the database's", server.ahead());
        webhooks(database);
        var mappings = List.<ObjectMapping>of();
        if (account != null) {
            var found = examination.mappings(account, database);
            mappings = found.mappings();
            var failure = found.failure();
            if (failure == null) {
                var kept = mappings.stream()
                        .map(mapping -> mapping.type() + " with the table " + mapping.table() + " ("
                                + mapping.fields().size() + " fields)");
                var mirrored = settings.mirrors().stream()
                        .map(mirror -> mirror.type() + " mirrored in "
                                + database.mirrorTable(mirror.type().name()) + ", which makes its table itself");
                checks.add(ok(Subject.MAPPING, Stream.concat(kept, mirrored).collect(Collectors.joining(", "))));
            } else {
                checks.add(problem(
                        Subject.MAPPING,
                        "The mapping does not fit: " + sentence(String.valueOf(failure.getMessage())),
                        "Correct linchpin.yaml; what it needs in the database cannot be told before."));
            }
        }
        tables(installation, server, mappings, examination);
    }

    private void tables(
            Installation installation,
            Installation.Server server,
            List<ObjectMapping> mappings,
            Examination examination) {
        var references = examination.references();
        try {
            needed.addAll(installation.needed(mappings, references));
        } catch (DatabaseException failed) {
            checks.add(problem(
                    Subject.TABLES,
                    sentence(String.valueOf(failed.getMessage())),
                    "Nothing can be made before that is mended."));
            return;
        }
        grants.addAll(installation.grants(mappings, references));
        var missing = installation.missingRights(mappings, references, !needed.isEmpty());
        if (needed.isEmpty()) {
            checks.add(ok(Subject.TABLES, "Own tables, mapped tables and triggers are as they should be"));
        } else {
            var what = needed.size() + (needed.size() == 1 ? " step is" : " steps are")
                    + " still to be taken in the database";
            checks.add(
                    missing.isEmpty()
                            ? ok(Subject.TABLES, what + ", which 'serve' does when it starts")
                            : warning(Subject.TABLES, what + ".", "See below for who can take them."));
        }
        capture(mappings);
        if (!missing.isEmpty()) {
            checks.add(
                    problem(
                            Subject.RIGHTS,
                            "The database user" + (server.role().isEmpty() ? "" : " " + server.role()) + " "
                                    + String.join("; ", missing) + ".",
                            "Have an administrator run what './linchpin doctor --print-sql' prints, or grant it these rights."));
        } else if (server.isAllPowerful()) {
            checks.add(warning(
                    Subject.RIGHTS,
                    "The database user " + server.role() + " may do everything, which Linchpin does not need.",
                    "Give it a user of its own: docs/databases.md has the grants."));
        } else {
            checks.add(ok(Subject.RIGHTS, "The database user may do what Linchpin needs"));
        }
    }

    private void capture(List<ObjectMapping> mappings) {
        var polled = mappings.stream()
                .filter(mapping -> mapping.layout().isPolled())
                .map(ObjectMapping::table)
                .toList();
        if (!polled.isEmpty()) {
            checks.add(ok(
                    Subject.CAPTURE,
                    "Changes to " + String.join(", ", polled)
                            + " are found by comparing all rows, as configured; no trigger is put there"));
        }
    }

    private void webhooks(Database database) {
        var feeds = settings.sync().feeds();
        if (!feeds.contains(Feed.WEBHOOKS)) {
            var by = feeds.contains(Feed.JOURNAL) ? "HubSpot's webhooks journal" : "searching";
            checks.add(ok(
                    Subject.WEBHOOKS,
                    "None are received; changes in HubSpot are heard of by " + by + " (HUBSPOT_CLIENT_SECRET turns"
                            + " webhooks on)"));
            return;
        }
        if (settings.hubspot().webhookUrl() == null) {
            checks.add(warning(
                    Subject.WEBHOOKS,
                    "Webhooks are on, but not the address by which HubSpot reaches this server.",
                    "Behind a proxy, set LINCHPIN_WEBHOOK_URL to exactly the address that the app is subscribed with:"
                            + " signatures cover it."));
        }
        if (!database.installation().isCurrent()) {
            return;
        }
        var told = database.inspection().feeds(clock.instant().minus(LATELY)).stream()
                .filter(figures -> figures.feed() == Feed.WEBHOOKS)
                .toList();
        var missed = told.stream().mapToLong(figures -> figures.missed()).sum();
        var last = told.stream()
                .map(figures -> figures.lastAt())
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
        if (missed > 0) {
            checks.add(warning(
                    Subject.WEBHOOKS,
                    missed + " changes of the last day were found by searching that no webhook had told.",
                    "Look at the app's subscriptions and at the log of deliveries in HubSpot."));
        } else if (last.isPresent()) {
            checks.add(ok(Subject.WEBHOOKS, "Webhooks arrive; the last one told of a change at " + last.get()));
        } else {
            checks.add(ok(Subject.WEBHOOKS, "No webhook has arrived within a day, and none was missed"));
        }
    }

    private void clock(String whose, @Nullable Duration ahead) {
        if (ahead == null) {
            return;
        }
        var apart = ahead.abs();
        var found = "This machine's clock and " + whose + " are " + apart.toSeconds() + " s apart";
        if (apart.compareTo(FAR_APART) > 0) {
            checks.add(problem(
                    Subject.CLOCK, found + ".", "Have both set by NTP; webhooks are refused as too old otherwise."));
        } else if (apart.compareTo(APART) > 0) {
            checks.add(warning(
                    Subject.CLOCK, found + ".", "Have both set by NTP: which edit was the later one is told by them."));
        } else {
            checks.add(ok(Subject.CLOCK, found));
        }
    }

    private static String sentence(String message) {
        var line = message.lines().findFirst().orElse(message).strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
