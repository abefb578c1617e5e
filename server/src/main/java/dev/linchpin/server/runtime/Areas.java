package dev.linchpin.server.runtime;

import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.webhooks.SignatureVersion;
import dev.linchpin.hubspot.webhooks.WebhookParser;
import dev.linchpin.hubspot.webhooks.WebhookVerifier;
import dev.linchpin.server.api.Activity;
import dev.linchpin.server.api.ApiDescription;
import dev.linchpin.server.api.GuardEndpoints;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.PropertyEndpoints;
import dev.linchpin.server.api.QueueEndpoints;
import dev.linchpin.server.api.ReconciliationEndpoints;
import dev.linchpin.server.api.StatusEndpoints;
import dev.linchpin.server.config.Settings;
import dev.linchpin.server.conflicts.BulkResolutions;
import dev.linchpin.server.conflicts.ConflictEndpoints;
import dev.linchpin.server.conflicts.ConflictSearch;
import dev.linchpin.server.conflicts.ConflictViews;
import dev.linchpin.server.conflicts.LastEdits;
import dev.linchpin.server.conflicts.PatientDesk;
import dev.linchpin.server.conflicts.PendingDecisions;
import dev.linchpin.server.conflicts.Resolutions;
import dev.linchpin.server.failures.Corrections;
import dev.linchpin.server.failures.DeadLetterEndpoints;
import dev.linchpin.server.failures.DeadLetterViews;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.Responses;
import dev.linchpin.server.http.StaticPages;
import dev.linchpin.server.journal.JournalEndpoints;
import dev.linchpin.server.journal.JournalViews;
import dev.linchpin.server.overview.OverviewEndpoints;
import dev.linchpin.server.records.AssociationEndpoints;
import dev.linchpin.server.records.BrowseEndpoints;
import dev.linchpin.server.records.ComparisonEndpoints;
import dev.linchpin.server.records.LiveReads;
import dev.linchpin.server.records.RecordEndpoints;
import dev.linchpin.server.records.RecordNames;
import dev.linchpin.server.records.RecordPages;
import dev.linchpin.server.statistics.StatisticsEndpoints;
import dev.linchpin.server.sync.SyncEndpoints;
import dev.linchpin.server.webhooks.WebhookEndpoints;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Wires the areas of the HTTP API to one connection. */
final class Areas {
    private Areas() {}

    /** @param listener hears of what people do over the API */
    static List<Endpoints> of(
            Settings settings,
            Connection connection,
            PendingDecisions pending,
            Activity activity,
            EngineListener listener,
            Clock clock,
            Json json) {
        var responses = new Responses(json);
        var types = new MappedTypes(connection::mappings);
        var inspection = connection.inspection();
        var engine = connection.engine();
        var desk = engine.desk();
        var startedAt = clock.instant();
        Supplier<Optional<String>> obstacle = () -> Readiness.obstacle(
                connection.loops().isRunning(),
                connection.loops().report(),
                connection.health(),
                startedAt,
                clock.instant());
        var hubSpot = connection.hubSpot();
        var names = new RecordNames(inspection, types);
        var pages = new RecordPages(hubSpot.account(), hubSpot.customTypes());
        var conflicts = new ConflictViews(names, types, pending);
        var deadLetters = new DeadLetterViews(names, pages, types);
        var journal = new JournalViews(inspection, names);
        var search = new ConflictSearch(inspection, conflicts, types);
        var resolutions =
                new Resolutions(inspection, new PatientDesk(desk), pending, conflicts, types, responses, json);
        return List.of(
                new StaticPages(),
                new ApiDescription(),
                new StatusEndpoints(
                        inspection,
                        engine,
                        connection.loops(),
                        connection::mirrors,
                        connection::health,
                        obstacle,
                        activity,
                        responses,
                        clock,
                        Version.current()),
                new OverviewEndpoints(
                        inspection,
                        connection.standings(),
                        connection.reconciliations(),
                        connection.progress(),
                        engine,
                        connection::health,
                        connection.hubSpot().client()::budget,
                        settings.hubspot().share(),
                        settings.sync().feeds(),
                        types,
                        connection::mirrors,
                        responses,
                        clock),
                new StatisticsEndpoints(connection.statistics(), types, responses, clock),
                connection.metrics(),
                new WebhookEndpoints(
                        verifier(settings, clock),
                        new WebhookParser(
                                connection.hubSpot().account().portalId(),
                                connection.hubSpot().client().ownApp(),
                                connection.hubSpot().customTypes()),
                        settings.hubspot().webhookUrl(),
                        connection.store(),
                        types,
                        responses),
                new ReconciliationEndpoints(connection.reconciliations(), inspection, desk, types, responses, json),
                new SyncEndpoints(
                        inspection,
                        desk,
                        types,
                        resolutions,
                        conflicts,
                        deadLetters,
                        journal,
                        names,
                        pages,
                        responses,
                        json),
                new BrowseEndpoints(connection.records(), inspection, types, responses),
                new ComparisonEndpoints(connection.records(), new LiveReads(hubSpot.client()), types, responses),
                new AssociationEndpoints(connection.records(), names, types, responses),
                new ConflictEndpoints(
                        search,
                        conflicts,
                        new LastEdits(hubSpot.client(), types),
                        pages,
                        resolutions,
                        new BulkResolutions(inspection, search, types, pending, responses, json),
                        pending,
                        responses),
                new DeadLetterEndpoints(
                        inspection,
                        desk,
                        deadLetters,
                        new Corrections(connection.edits(), desk, types),
                        types,
                        responses,
                        json),
                new JournalEndpoints(journal, types, responses),
                new QueueEndpoints(inspection, types, responses),
                new GuardEndpoints(inspection, connection.guard(), listener, types, responses, json),
                new PropertyEndpoints(connection.hubSpot().client(), types, responses),
                // Last, because {objectType} stands where the others have their names.
                new RecordEndpoints(connection.edits(), inspection, types, responses, json));
    }

    private static @Nullable WebhookVerifier verifier(Settings all, Clock clock) {
        var settings = all.hubspot();
        var secret = settings.clientSecret();
        if (secret == null || !all.sync().feeds().contains(Feed.WEBHOOKS)) {
            return null;
        }
        var alsoAllowed = switch (settings.oldestSignature()) {
            case V3 -> Set.<SignatureVersion>of();
            case V2 -> Set.of(SignatureVersion.V2);
            case V1 -> Set.of(SignatureVersion.V2, SignatureVersion.V1);
        };
        return new WebhookVerifier(new Secret(secret.value()), alsoAllowed, clock);
    }
}
