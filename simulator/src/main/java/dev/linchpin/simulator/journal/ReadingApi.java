package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.ApiVersion;
import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SignedLinks;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.Timestamps;
import dev.linchpin.simulator.limits.Quota;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How apps read their journals: each answer leads to a file that can be downloaded for a while, without a token.
 *
 * <p>Source: HubSpot docs, "Webhook journal APIs"; OpenAPI: Webhooks Journal; that an offset which has expired or never was is
 * a 404, its 2027-03-beta. The storage service's refusals are not HubSpot's and not known.
 */
final class ReadingApi {

    private static final Access READ = Access.anyOf("developer.webhooks_journal.read");
    private static final int MAXIMUM_COUNT = 100;
    private static final String FILES = "/webhooks-journal/files/";

    private final Journal journal;
    private final SimulatorClock clock;
    private final SignedLinks links;
    private final long portalId;

    ReadingApi(Journal journal, SimulatorClock clock, SignedLinks links, long portalId) {
        this.journal = journal;
        this.clock = clock;
        this.links = links;
        this.portalId = portalId;
    }

    List<Route> routes() {
        Stream<Route> reading = Stream.of("/webhooks-journal/journal", "/webhooks-journal/journal-local")
                .flatMap(base -> Stream.of(
                        Route.of("GET", base + "/earliest", READ, this::earliest),
                        Route.of("GET", base + "/latest", READ, this::latest),
                        Route.of("GET", base + "/offset/{offset}/next", READ, this::next),
                        Route.of("GET", base + "/batch/earliest/{count}", READ, this::earliestBatch),
                        Route.of("GET", base + "/batch/latest/{count}", READ, this::latestBatch),
                        Route.of("GET", base + "/batch/{offset}/next/{count}", READ, this::nextBatch),
                        Route.of("POST", base + "/batch/read", READ, this::readBatch)
                                .reading()))
                .map(route -> route.counting(Quota.JOURNAL));
        Stream<Route> downloading =
                Stream.of(Route.of("GET", FILES + "{appId}/{offset}", Access.ANYBODY, this::download)
                        .under(Set.of(ApiVersion.UNVERSIONED))
                        .counting(Quota.NONE));
        return Stream.concat(reading, downloading).toList();
    }

    /** The app's files, unless it asks for those of an account that it is not installed in. */
    private List<JournalFile> files(Call call) {
        String portal = call.parameter("installPortalId");
        return portal != null && !portal.equals(Long.toString(portalId))
                ? List.of()
                : journal.with(appId(call), AppJournal::files);
    }

    private static long appId(Call call) {
        App app = call.app();
        if (app == null) {
            throw new IllegalStateException("The journal is not open to everybody");
        }
        return app.appId();
    }

    private SimulatedResponse earliest(Call call) {
        return one(call, files(call).stream().findFirst());
    }

    private SimulatedResponse latest(Call call) {
        List<JournalFile> files = files(call);
        return one(call, files.isEmpty() ? Optional.empty() : Optional.of(files.getLast()));
    }

    private SimulatedResponse next(Call call) {
        return one(call, after(call).stream().findFirst());
    }

    private List<JournalFile> after(Call call) {
        List<JournalFile> files = files(call);
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).offset().equals(call.variable("offset"))) {
                return files.subList(i + 1, files.size());
            }
        }
        throw ApiError.objectNotFound(call.variable("offset")).exception();
    }

    private SimulatedResponse one(Call call, Optional<JournalFile> file) {
        if (file.isPresent()) {
            return SimulatedResponse.ok(json(call, file.get()));
        }
        if (journal.settings().endOfStreamStatus() == 204) {
            return SimulatedResponse.noContent();
        }
        throw ApiError.notFound("There is no further journal entry").exception();
    }

    private ObjectNode json(Call call, JournalFile file) {
        long expiresAt = clock.millis() + journal.settings().urlLifetime().toMillis();
        ObjectNode json = Json.object();
        json.put("url", links.sign(call.base(), FILES + appId(call) + "/" + file.offset(), expiresAt));
        json.put("expiresAt", Timestamps.iso(expiresAt));
        json.put("currentOffset", file.offset());
        return json;
    }

    private SimulatedResponse earliestBatch(Call call) {
        List<JournalFile> files = files(call);
        return batch(call, files.subList(0, Math.min(count(call), files.size())), List.of());
    }

    private SimulatedResponse latestBatch(Call call) {
        List<JournalFile> files = files(call);
        return batch(call, files.subList(Math.max(0, files.size() - count(call)), files.size()), List.of());
    }

    private SimulatedResponse nextBatch(Call call) {
        int count = count(call);
        List<JournalFile> files = after(call);
        return batch(call, files.subList(0, Math.min(count, files.size())), List.of());
    }

    private static int count(Call call) {
        String text = call.variable("count");
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MAXIMUM_COUNT) {
            throw ApiError.invalid("The count must be between 1 and " + MAXIMUM_COUNT + ": " + text)
                    .exception();
        }
        return Integer.parseInt(text);
    }

    private SimulatedResponse readBatch(Call call) {
        List<JournalFile> files = files(call);
        var found = new ArrayList<JournalFile>();
        var missing = new ArrayList<String>();
        for (JsonNode input : call.inputs(MAXIMUM_COUNT)) {
            String offset = input.asString("");
            files.stream()
                    .filter(file -> file.offset().equals(offset))
                    .findFirst()
                    .ifPresentOrElse(found::add, () -> missing.add(offset));
        }
        return batch(call, found, missing);
    }

    private SimulatedResponse batch(Call call, List<JournalFile> files, List<String> missing) {
        ObjectNode json = Json.object();
        json.put("status", "COMPLETE");
        ArrayNode results = json.putArray("results");
        files.forEach(file -> results.add(json(call, file)));
        if (!missing.isEmpty()) {
            json.put("numErrors", 1);
            json.putArray("errors")
                    .add(ApiError.notFound("Could not find some journal entries")
                            .withContext(Map.of("ids", missing))
                            .toBatchEntry());
        }
        json.put("startedAt", Timestamps.iso(clock.millis()));
        json.put("completedAt", Timestamps.iso(clock.millis()));
        return SimulatedResponse.json(missing.isEmpty() ? 200 : 207, json);
    }

    private SimulatedResponse download(Call call) {
        Optional<JournalFile> file = links.objection(call.request(), clock.millis())
                        .isPresent()
                ? Optional.empty()
                : journal.with(Long.parseLong(call.variable("appId")), known -> known.file(call.variable("offset")));
        if (file.isEmpty()) {
            return SimulatedResponse.of(
                    403,
                    "application/xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>AccessDenied</Code></Error>"
                            .getBytes(StandardCharsets.UTF_8));
        }
        return SimulatedResponse.of(200, "application/json", file.get().body().getBytes(StandardCharsets.UTF_8));
    }
}
