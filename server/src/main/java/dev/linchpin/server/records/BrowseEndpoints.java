package dev.linchpin.server.records;

import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.Standing;
import dev.linchpin.engine.store.Records;
import dev.linchpin.engine.store.Records.Listed;
import dev.linchpin.engine.store.Records.Wanted;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.SchemaChangedException;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.Queries;
import dev.linchpin.server.api.Views.PageView;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looking through the records of a type, and how each stands. */
public final class BrowseEndpoints implements Endpoints {
    /** In place of a standing: what the last check found to differ. */
    private static final String DIFFERING = "DIFFERING";

    private record Item(
            @Nullable String id,
            @Nullable String hubspotId,
            @Nullable String name,
            String standing,
            boolean differs,
            @Nullable Instant lastSyncedAt,
            @Nullable Instant lastVerifiedAt,
            Map<String, @Nullable Object> values) {}

    private final Records records;
    private final Inspection inspection;
    private final MappedTypes types;
    private final Responses responses;

    public BrowseEndpoints(Records records, Inspection inspection, MappedTypes types, Responses responses) {
        this.records = records;
        this.inspection = inspection;
        this.types = types;
        this.responses = responses;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        for (var prefix : List.of("/api", "/v1")) {
            routes.get(prefix + "/sync/{objectType}", this::list);
        }
    }

    private void list(Context context) {
        Queries.refuseUnknown(context, List.of("q", "standing", "after", "limit"));
        var mapping = types.require(context.pathParam("objectType"));
        var wanted = wanted(context);
        var text = context.queryParam("q");
        var after = Queries.after(context);
        var limit = Queries.limit(context);
        var page = Queries.page(() -> text == null || text.isBlank()
                ? records.list(mapping.type(), wanted, after, limit)
                : records.search(mapping, searched(mapping), text, wanted, after, limit));
        var rows = rows(
                mapping,
                page.items().stream().map(Listed::row).filter(Objects::nonNull).toList());
        var telling = TellingFields.of(mapping);
        responses.ok(context, PageView.of(page, listed -> item(mapping, listed, rows, telling)));
    }

    private static Wanted wanted(Context context) {
        var text = context.queryParam("standing");
        if (DIFFERING.equalsIgnoreCase(text)) {
            return new Wanted(null, true);
        }
        return new Wanted(Queries.choice(context, "standing", Standing.class), false);
    }

    private static List<Field> searched(ObjectMapping mapping) {
        var identity = mapping.identity().stream().map(mapping::field);
        return Stream.concat(RecordNames.fields(mapping).stream(), identity)
                .distinct()
                .toList();
    }

    private Map<RowKey, Row> rows(ObjectMapping mapping, List<RowKey> keys) {
        try {
            return inspection.rows(mapping, keys);
        } catch (SchemaChangedException paused) {
            // What is listed is worth seeing without values, too.
            return Map.of();
        }
    }

    private static Item item(ObjectMapping mapping, Listed listed, Map<RowKey, Row> rows, List<Field> telling) {
        var key = listed.row();
        var record = listed.record();
        var row = key == null ? null : rows.get(key);
        var values = new LinkedHashMap<String, @Nullable Object>();
        if (row != null) {
            telling.forEach(field -> values.put(field.name(), RecordJson.json(field.type(), row.value(field.name()))));
        }
        return new Item(
                key == null ? null : key.value(),
                record == null ? null : record.value(),
                row == null ? null : RecordNames.name(mapping, row.values()),
                listed.standing().name(),
                listed.differs(),
                listed.lastSyncedAt(),
                listed.lastVerifiedAt(),
                values);
    }
}
