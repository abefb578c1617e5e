package dev.linchpin.server.api;

import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** HubSpot's catalogue of properties, and what of it is mapped. */
public final class PropertyEndpoints implements Endpoints {
    private record PropertyJson(
            String name,
            String label,
            String type,
            boolean hidden,
            boolean readOnly,
            boolean unique,
            @Nullable MappedJson mapped) {}

    private record MappedJson(String field, String column, String direction, String policy) {
        static MappedJson of(Field field) {
            return new MappedJson(
                    field.name(),
                    field.place().toString(),
                    field.direction().name(),
                    field.policy().name());
        }
    }

    private record Catalogue(String objectType, String table, List<PropertyJson> items) {}

    private final HubSpot hubSpot;
    private final MappedTypes types;
    private final Responses responses;

    public PropertyEndpoints(HubSpot hubSpot, MappedTypes types, Responses responses) {
        this.hubSpot = hubSpot;
        this.types = types;
        this.responses = responses;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/properties/{objectType}", context -> {
            var mapping = types.require(context.pathParam("objectType"));
            responses.ok(context, new Catalogue(mapping.type().name(), mapping.table(), items(mapping)));
        });
    }

    private List<PropertyJson> items(ObjectMapping mapping) {
        var byProperty = mapping.fields().values().stream()
                .collect(Collectors.toMap(Field::property, field -> field, (first, second) -> first));
        return hubSpot.properties(mapping.type()).stream()
                .sorted(Comparator.comparing(PropertyDefinition::name))
                .map(property -> {
                    var field = byProperty.get(property.name());
                    return new PropertyJson(
                            property.name(),
                            property.label(),
                            property.type().name(),
                            property.hidden(),
                            property.readOnly(),
                            property.unique(),
                            field == null ? null : MappedJson.of(field));
                })
                .toList();
    }
}
