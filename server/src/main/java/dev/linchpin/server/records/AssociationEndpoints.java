package dev.linchpin.server.records;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Records;
import dev.linchpin.engine.store.Records.Association;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a record is associated with. */
public final class AssociationEndpoints implements Endpoints {
    /** Of each type: for people to see, and not for programs to copy. */
    private static final int MOST = 200;

    private record Item(
            String association,
            List<String> labels,
            String objectType,
            @Nullable String id,
            @Nullable String hubspotId,
            @Nullable String name,
            String state) {}

    private record Items(List<Item> items) {}

    private final Records records;
    private final RecordNames names;
    private final MappedTypes types;
    private final Responses responses;

    public AssociationEndpoints(Records records, RecordNames names, MappedTypes types, Responses responses) {
        this.records = records;
        this.names = names;
        this.types = types;
        this.responses = responses;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        for (var prefix : List.of("/api", "/v1")) {
            routes.get(prefix + "/sync/{objectType}/{id}/associations", this::associations);
        }
    }

    private void associations(Context context) {
        var mapping = types.require(context.pathParam("objectType"));
        var known = KnownRecords.require(records, mapping, context);
        var all = records.associations(known.link(), MOST).values().stream()
                .flatMap(Collection::stream)
                .toList();
        var called = names.of(all.stream().flatMap(one -> named(one).stream()).toList());
        responses.ok(
                context, new Items(all.stream().map(one -> item(one, called)).toList()));
    }

    private static List<RecordNames.Of> named(Association association) {
        var row = association.row();
        return row == null ? List.of() : List.of(new RecordNames.Of(association.type(), row));
    }

    private static Item item(Association association, Map<RecordNames.Of, String> called) {
        return new Item(
                association.name(),
                association.kinds(),
                association.type().name(),
                text(association.row()),
                text(association.record()),
                named(association).stream()
                        .flatMap(of -> Stream.ofNullable(called.get(of)))
                        .findFirst()
                        .orElse(null),
                association.standing().name());
    }

    private static @Nullable String text(@Nullable RowKey key) {
        return key == null ? null : key.value();
    }

    private static @Nullable String text(@Nullable HubSpotId id) {
        return id == null ? null : id.value();
    }
}
