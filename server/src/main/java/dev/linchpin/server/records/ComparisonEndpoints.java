package dev.linchpin.server.records;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Records;
import dev.linchpin.engine.store.Records.Known;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Both sides of one record, field by field. */
public final class ComparisonEndpoints implements Endpoints {
    private record Compared(String hubspotRead, List<FieldJson> items) {}

    private final Records records;
    private final LiveReads hubSpot;
    private final MappedTypes types;
    private final Responses responses;

    public ComparisonEndpoints(Records records, LiveReads hubSpot, MappedTypes types, Responses responses) {
        this.records = records;
        this.hubSpot = hubSpot;
        this.types = types;
        this.responses = responses;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        for (var prefix : List.of("/api", "/v1")) {
            routes.get(prefix + "/sync/{objectType}/{id}/fields", this::fields);
        }
    }

    private void fields(Context context) {
        var mapping = types.require(context.pathParam("objectType"));
        var known = KnownRecords.require(records, mapping, context);
        var id = known.link().record();
        var answer = id == null ? new LiveReads.Answer.None() : hubSpot.read(mapping, id);
        var compared = switch (answer) {
            case LiveReads.Answer.Read(var record) -> new Compared("ok", fields(mapping, known, record));
            case LiveReads.Answer.None() -> new Compared("none", fields(mapping, known, null));
            case LiveReads.Answer.Gone() -> new Compared("gone", fields(mapping, known, null));
            case LiveReads.Answer.Unavailable() -> new Compared("unavailable", fields(mapping, known, null));
        };
        responses.ok(context, compared);
    }

    private static List<FieldJson> fields(ObjectMapping mapping, Known known, @Nullable HubSpotRecord record) {
        var all = new ArrayList<FieldJson>();
        for (var field : mapping.fields().values()) {
            all.add(FieldJson.of(known, field, false, inRow(known, field), inHubSpot(field, record)));
        }
        for (var field : mapping.columnless().values()) {
            all.add(FieldJson.of(known, field, true, null, inHubSpot(field, record)));
        }
        for (var field : mapping.propertyless().values()) {
            all.add(FieldJson.of(known, field, true, null, null));
        }
        return all;
    }

    private static @Nullable Value inRow(Known known, Field field) {
        var row = known.row();
        return row == null ? null : row.value(field.name());
    }

    private static @Nullable Value inHubSpot(Field field, @Nullable HubSpotRecord record) {
        return record == null ? null : field.type().read(record.property(field.property()));
    }
}
