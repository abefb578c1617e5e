package dev.linchpin.simulator.crm.types;

import dev.linchpin.simulator.exchange.ApiError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The object types of an account and the names they go by. Reads are thread-safe and never block; changes are made under
 * the account's lock.
 *
 * <p>Source: HubSpot docs, "Understanding the CRM" (developers.hubspot.com/docs/api-reference/latest/crm/understanding-the-crm)
 * for the ids; "Custom objects" for the names of custom ones: type id, fully qualified name, and {@code p_name} for short. A
 * custom object's bare name is refused, and case does not matter (observed on a test account by the Kalup project).
 */
public final class ObjectTypes {

    private static final Map<String, String> ALIASES =
            Map.of("goals", "goal_targets", "feedback", "feedback_submissions", "payments", "commerce_payments");

    private volatile Names names;

    private record Names(List<ObjectType> all, Map<String, ObjectType> byAnyName) {

        static Names of(List<ObjectType> types) {
            var byAnyName = new HashMap<String, ObjectType>();
            for (ObjectType type : types) {
                Stream.of(type.name(), type.typeId(), type.singular(), "p_" + type.bareName())
                        .filter(name -> type.isCustom() || !name.startsWith("p_"))
                        .forEach(name -> byAnyName.putIfAbsent(name.toLowerCase(Locale.ROOT), type));
            }
            ALIASES.forEach((alias, name) -> byAnyName.putIfAbsent(alias, byAnyName.get(name)));
            return new Names(List.copyOf(types), Map.copyOf(byAnyName));
        }
    }

    /** The types that every account has. */
    public ObjectTypes() {
        names = Names.of(StandardTypes.all());
    }

    /** Back to the types that every account has. */
    public synchronized void reset() {
        names = Names.of(StandardTypes.all());
    }

    /** Adds a type, or replaces the one with its id. */
    public synchronized void put(ObjectType type) {
        var types = new ArrayList<>(names.all());
        int at = types.indexOf(type);
        if (at < 0) {
            types.add(type);
        } else {
            types.set(at, type);
        }
        names = Names.of(types);
    }

    /** Takes a type out of use. */
    public synchronized void remove(ObjectType type) {
        names = Names.of(
                names.all().stream().filter(other -> !other.equals(type)).toList());
    }

    /** Every type. */
    public List<ObjectType> all() {
        return names.all();
    }

    /**
     * The type with this plural name, singular name or type id, whatever the case.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if there is none
     */
    public ObjectType named(String name) {
        ObjectType type = find(name);
        if (type == null) {
            // The one error that HubSpot is known to give no category.
            throw new ApiError(
                            400,
                            null,
                            "Unable to infer object type from: " + name,
                            Map.of(),
                            List.of(),
                            Map.of(),
                            Map.of())
                    .exception();
        }
        return type;
    }

    /** The type that goes by this name, or null. */
    public @Nullable ObjectType find(String name) {
        return names.byAnyName().get(name.toLowerCase(Locale.ROOT));
    }

    /** The plural name of whatever type goes by this name, or the name itself if none does. */
    public String pluralOf(String name) {
        ObjectType type = find(name);
        return type == null ? name : type.name();
    }
}
