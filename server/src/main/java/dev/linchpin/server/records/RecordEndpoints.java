package dev.linchpin.server.records;

import dev.linchpin.database.rows.RowEdits;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.Queries;
import dev.linchpin.server.api.RecordId;
import dev.linchpin.server.http.Bodies;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.Responses;
import dev.linchpin.server.spelling.NearMiss;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/contacts} and the like. To be added last, because the type stands where other areas have their names. */
public final class RecordEndpoints implements Endpoints {
    private record Listing(
            List<Map<String, @Nullable Object>> items,
            @Nullable String next) {}

    private final RowEdits edits;
    private final Inspection inspection;
    private final MappedTypes types;
    private final Responses responses;
    private final Json json;

    public RecordEndpoints(RowEdits edits, Inspection inspection, MappedTypes types, Responses responses, Json json) {
        this.edits = edits;
        this.inspection = inspection;
        this.types = types;
        this.responses = responses;
        this.json = json;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        for (var prefix : List.of("/api/records", "/api")) {
            routes.get(prefix + "/{objectType}", this::list);
            routes.post(prefix + "/{objectType}", this::create);
            routes.get(prefix + "/{objectType}/{id}", this::show);
            routes.put(prefix + "/{objectType}/{id}", context -> change(context, true));
            routes.patch(prefix + "/{objectType}/{id}", context -> change(context, false));
            routes.delete(prefix + "/{objectType}/{id}", this::delete);
        }
    }

    private void list(Context context) {
        var mapping = mapping(context);
        var equal = new LinkedHashMap<String, String>();
        context.queryParamMap().forEach((name, values) -> {
            if (mapping.fields().containsKey(name)) {
                equal.put(name, values.getFirst());
            } else if (!name.equals("after") && !name.equals("limit")) {
                throw Queries.invalid(
                        name,
                        "There is no field '" + name + "' on " + mapping.type()
                                + NearMiss.hint(name, mapping.fields().keySet()));
            }
        });
        var limit = Queries.limit(context);
        var page = Queries.page(() -> inspection.rows(mapping, equal, Queries.after(context), limit));
        var items =
                page.items().stream().map(row -> RecordJson.of(mapping, row)).toList();
        responses.ok(context, new Listing(items, page.next()));
    }

    private void create(Context context) {
        var mapping = mapping(context);
        var values = FieldValues.of(mapping, null, json.readObject(Bodies.read(context)));
        if (values.values().stream().allMatch(Value::isBlank)) {
            throw ProblemDetails.badRequest("empty_record", "A new record needs at least one field with a value.")
                    .asException();
        }
        var row = written(edits.insert(mapping, values));
        var key = URLEncoder.encode(row.key().value(), StandardCharsets.UTF_8).replace("+", "%20");
        responses.created(context, "/api/" + mapping.type() + "/" + key, RecordJson.of(mapping, row));
    }

    private void show(Context context) {
        var mapping = mapping(context);
        responses.ok(context, RecordJson.of(mapping, existing(mapping, key(context, mapping))));
    }

    /** @param whole what is not sent becomes blank */
    private void change(Context context, boolean whole) {
        var mapping = mapping(context);
        var key = key(context, mapping);
        var sent = FieldValues.of(mapping, existing(mapping, key), json.readObject(Bodies.read(context)));
        var values = new LinkedHashMap<String, Value>();
        if (whole) {
            mapping.fields().values().stream()
                    .filter(field -> field.direction() != Direction.FROM_HUBSPOT)
                    .forEach(field -> values.put(field.name(), Value.BLANK));
        }
        values.putAll(sent);
        var write = edits.update(mapping, key, values).orElseThrow(() -> missing(mapping));
        responses.ok(context, RecordJson.of(mapping, written(write)));
    }

    private void delete(Context context) {
        var mapping = mapping(context);
        var key = key(context, mapping);
        written(edits.delete(mapping, key).orElseThrow(() -> missing(mapping)));
        responses.nothing(context);
    }

    private ObjectMapping mapping(Context context) {
        return types.require(context.pathParam("objectType"));
    }

    private RowKey key(Context context, ObjectMapping mapping) {
        return switch (RecordId.parse(context.pathParam("id"))) {
            case RecordId.OfRow(var key) -> key;
            case RecordId.OfRecord(var id) ->
                inspection
                        .record(mapping.type(), id)
                        .flatMap(status -> Optional.ofNullable(status.row()))
                        .orElseThrow(() -> missing(mapping));
        };
    }

    private Row existing(ObjectMapping mapping, RowKey key) {
        return edits.find(mapping, key).orElseThrow(() -> missing(mapping));
    }

    private static Row written(RowWrite write) {
        return switch (write) {
            case RowWrite.Written(var row) -> row;
            case RowWrite.Refused(var message) ->
                throw ProblemDetails.of(409, "refused_by_database", "The database refuses this", message)
                        .asException();
        };
    }

    private static RuntimeException missing(ObjectMapping mapping) {
        return ProblemDetails.notFound("There is no such row among the " + mapping.type() + ".")
                .asException();
    }
}
