package dev.linchpin.server.sync;

import static dev.linchpin.server.api.Views.text;

import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.Inspection.JournalFilter;
import dev.linchpin.engine.store.Inspection.RecordStatus;
import dev.linchpin.engine.store.Inspection.Standing;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.Queries;
import dev.linchpin.server.api.RecordId;
import dev.linchpin.server.api.Views.PageView;
import dev.linchpin.server.conflicts.ConflictJson;
import dev.linchpin.server.conflicts.ConflictViews;
import dev.linchpin.server.conflicts.Resolutions;
import dev.linchpin.server.failures.DeadLetterJson;
import dev.linchpin.server.failures.DeadLetterViews;
import dev.linchpin.server.http.Bodies;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.Responses;
import dev.linchpin.server.journal.JournalViews;
import dev.linchpin.server.records.RecordNames;
import dev.linchpin.server.records.RecordPages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asking for a look: at everything, at one type, at one record; and how one record stands. */
public final class SyncEndpoints implements Endpoints {
    private record RecordStatusJson(
            String objectType,
            @Nullable String id,
            @Nullable String hubspotId,
            @Nullable String name,
            @Nullable String hubspotUrl,
            String status,
            @Nullable Instant lastSyncedAt,
            @Nullable Instant lastVerifiedAt,
            List<ConflictJson> conflicts,
            List<DeadLetterJson> deadLetters) {}

    private record Started(String status, List<String> objectTypes) {}

    private record Queued(String status, String objectType, String id, String statusUrl) {}

    private final Inspection inspection;
    private final Desk desk;
    private final MappedTypes types;
    private final Resolutions resolutions;
    private final ConflictViews conflicts;
    private final DeadLetterViews deadLetters;
    private final JournalViews journal;
    private final RecordNames names;
    private final RecordPages pages;
    private final Responses responses;
    private final Json json;

    public SyncEndpoints(
            Inspection inspection,
            Desk desk,
            MappedTypes types,
            Resolutions resolutions,
            ConflictViews conflicts,
            DeadLetterViews deadLetters,
            JournalViews journal,
            RecordNames names,
            RecordPages pages,
            Responses responses,
            Json json) {
        this.inspection = inspection;
        this.desk = desk;
        this.types = types;
        this.resolutions = resolutions;
        this.conflicts = conflicts;
        this.deadLetters = deadLetters;
        this.journal = journal;
        this.names = names;
        this.pages = pages;
        this.responses = responses;
        this.json = json;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        for (var prefix : List.of("/api", "/v1")) {
            routes.post(prefix + "/sync/pull-all", context -> all(context, desk::pullAll));
            routes.post(prefix + "/sync/push-all", context -> all(context, desk::pushAll));
            routes.post(
                    prefix + "/sync/hubspot",
                    context -> all(context, type -> {
                        desk.pullAll(type);
                        desk.pushAll(type);
                    }));
            var record = prefix + "/sync/{objectType}/{id}";
            routes.post(record + "/to-hubspot", this::look);
            routes.post(record + "/from-hubspot", this::look);
            routes.get(record + "/status", context -> responses.ok(context, json(shown(context))));
            routes.get(record + "/logs", this::logs);
            routes.get(record + "/conflicts", this::conflicts);
            routes.post(record + "/resolve-conflict", this::resolve);
        }
    }

    /** All types, or the one that the query or the body names. */
    private void all(Context context, Consumer<ObjectType> action) {
        Queries.refuseUnknown(context, List.of("object_type", "entity_type"));
        var chosen = types.all();
        var named = named(context);
        if (named.isPresent()) {
            chosen = List.of(types.require(named.get()));
        }
        var names = chosen.stream().map(ObjectMapping::type).toList();
        names.forEach(action);
        responses.accepted(
                context,
                new Started("started", names.stream().map(ObjectType::name).toList()));
    }

    private Optional<String> named(Context context) {
        for (var name : List.of("object_type", "entity_type")) {
            var text = context.queryParam(name);
            if (text != null) {
                return Optional.of(text);
            }
        }
        var body = Bodies.read(context);
        if (body.length == 0) {
            return Optional.empty();
        }
        var object = json.readObject(body);
        var member = object.has("object_type") ? object.get("object_type") : object.get("entity_type");
        return member == null || member.isNull() ? Optional.empty() : Optional.of(member.asString());
    }

    /**
     * Both directions are one and the same: the record is looked at on both sides, and each field goes the way that it has to.
     */
    private void look(Context context) {
        var mapping = types.require(context.pathParam("objectType"));
        var text = context.pathParam("id");
        Mark mark = switch (RecordId.parse(text)) {
            case RecordId.OfRecord named -> new Mark.OfRecord(mapping.type(), named.id(), Cause.PERSON);
            case RecordId.OfRow named -> {
                // A mark for a row that does not exist would begin a link about nothing.
                status(context);
                yield new Mark.OfRow(mapping.type(), named.key(), Cause.PERSON);
            }
        };
        desk.look(List.of(mark));
        responses.accepted(
                context,
                new Queued(
                        "queued", mapping.type().name(), text, "/api/sync/" + mapping.type() + "/" + text + "/status"));
    }

    /** Also of records that are gone: what became of them is what people want to know. */
    private void logs(Context context) {
        var type = types.require(context.pathParam("objectType")).type();
        var id = RecordId.parse(context.pathParam("id"));
        var known = find(type, id);
        var filter = known.map(SyncEndpoints::filter).orElseGet(() -> switch (id) {
            case RecordId.OfRow(var key) -> new Filter(type, key, null, null);
            case RecordId.OfRecord(var record) -> new Filter(type, null, record, null);
        });
        var limit = Queries.limit(context);
        var all = new JournalFilter(filter, null, null, null, null, null);
        var page = Queries.page(() -> journal.page(all, Queries.after(context), limit));
        if (known.isEmpty() && page.items().isEmpty()) {
            throw unknown(type);
        }
        responses.ok(context, page);
    }

    private void conflicts(Context context) {
        responses.ok(context, new PageView<>(conflicts.of(status(context).conflicts()), null));
    }

    private void resolve(Context context) {
        var body = resolutions.body(context);
        var open = status(context).conflicts();
        var named = body.fieldName();
        var chosen = open.stream()
                .filter(view -> named == null || named.equals(view.conflict().field()))
                .toList();
        if (chosen.isEmpty()) {
            throw ProblemDetails.notFound(
                            named == null
                                    ? "This record has no open conflict."
                                    : "This record has no open conflict about the field '" + named + "'.")
                    .asException();
        }
        if (chosen.size() > 1) {
            throw ProblemDetails.of(
                            409,
                            "several_conflicts",
                            "Which conflict is meant?",
                            "This record has several open conflicts; name one by 'field_name'.")
                    .with("fields", fields(chosen))
                    .asException();
        }
        resolutions.resolve(context, chosen.getFirst(), body);
    }

    private RecordStatus status(Context context) {
        var type = types.require(context.pathParam("objectType")).type();
        return find(type, RecordId.parse(context.pathParam("id"))).orElseThrow(() -> unknown(type));
    }

    /** Also of a row that Linchpin leaves alone. */
    private RecordStatus shown(Context context) {
        var mapping = types.require(context.pathParam("objectType"));
        var id = RecordId.parse(context.pathParam("id"));
        return find(mapping.type(), id)
                .or(() -> id instanceof RecordId.OfRow(var key)
                                && inspection.rows(mapping, List.of(key)).containsKey(key)
                        ? Optional.of(new RecordStatus(
                                mapping.type(), key, null, Standing.UNLINKED, null, null, List.of(), List.of()))
                        : Optional.empty())
                .orElseThrow(() -> unknown(mapping.type()));
    }

    private RecordStatusJson json(RecordStatus status) {
        return new RecordStatusJson(
                status.type().name(),
                text(status.row()),
                text(status.record()),
                name(status),
                pages.url(status.type(), status.record()),
                status.standing().name(),
                status.lastSyncedAt(),
                status.lastVerifiedAt(),
                conflicts.of(status.conflicts()),
                deadLetters.of(status.deadLetters()));
    }

    private @Nullable String name(RecordStatus status) {
        var row = status.row();
        if (row == null) {
            return null;
        }
        var named = new RecordNames.Of(status.type(), row);
        return names.of(List.of(named)).get(named);
    }

    private Optional<RecordStatus> find(ObjectType type, RecordId id) {
        return switch (id) {
            case RecordId.OfRow(var key) -> inspection.record(type, key);
            case RecordId.OfRecord(var record) -> inspection.record(type, record);
        };
    }

    private static RuntimeException unknown(ObjectType type) {
        return ProblemDetails.notFound("Linchpin knows no such record among the " + type + ".")
                .asException();
    }

    private static Filter filter(RecordStatus status) {
        // By the row where there is one: after a merge in HubSpot the record's id is another one.
        return new Filter(status.type(), status.row(), status.row() == null ? status.record() : null, null);
    }

    private static List<String> fields(List<ConflictView> views) {
        return views.stream().map(view -> view.conflict().field()).toList();
    }
}
