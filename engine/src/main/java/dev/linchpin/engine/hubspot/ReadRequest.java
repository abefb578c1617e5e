package dev.linchpin.engine.hubspot;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which records to read, by id or by the value of a unique property.
 *
 * @param idProperty the unique property that {@code keys} are values of; null when they are record ids
 * @param keys any number, without duplicates; the client splits them into calls
 * @param historyOf properties whose history is wanted too
 * @param archived reads the recycle bin instead of the live records
 */
public record ReadRequest(
        ObjectType type,
        @Nullable String idProperty,
        List<String> keys,
        List<String> properties,
        List<String> historyOf,
        boolean archived) {

    public static ReadRequest byId(ObjectType type, Collection<HubSpotId> ids, List<String> properties) {
        return new ReadRequest(
                type, null, ids.stream().map(HubSpotId::value).distinct().toList(), properties, List.of(), false);
    }

    public static ReadRequest byUniqueProperty(
            ObjectType type, String idProperty, Collection<String> values, List<String> properties) {
        return new ReadRequest(type, idProperty, values.stream().distinct().toList(), properties, List.of(), false);
    }

    public ReadRequest withHistoryOf(Collection<String> names) {
        return new ReadRequest(type, idProperty, keys, properties, List.copyOf(names), archived);
    }

    public ReadRequest inArchive() {
        return new ReadRequest(type, idProperty, keys, properties, historyOf, true);
    }
}
