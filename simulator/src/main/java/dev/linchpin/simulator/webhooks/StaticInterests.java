package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.settings.WebhookSettings;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a private app's settings subscribe to: everything about certain types, or certain properties of it. Not thread-safe. */
final class StaticInterests implements Interests {

    private static final long FIRST_ID = 9_001;

    private final Set<String> types;
    private final @Nullable Set<String> properties;
    private final boolean associations;
    private final boolean generic;
    private final Map<String, Long> ids;
    private final Map<String, Map<EventKind, Map<String, List<Interest>>>> known = new HashMap<>();

    /**
     * @param ids of subscriptions by what they are to, which outlive the settings
     */
    StaticInterests(WebhookSettings settings, Map<String, Long> ids) {
        List<String> names = settings.properties();
        this.types = Set.copyOf(settings.objectTypes());
        this.properties = names == null ? null : new HashSet<>(names);
        this.associations = settings.associations();
        this.generic = settings.genericEvents();
        this.ids = ids;
    }

    @Override
    public List<Interest> in(ObjectType type, EventKind kind, String property) {
        if (!types.contains(type.name())) {
            return List.of();
        }
        boolean wanted = switch (kind) {
            case PROPERTY_CHANGE -> properties == null || properties.contains(property);
            case ASSOCIATION_CHANGE -> associations;
            case PRIVACY_DELETION -> type.hasEmailIdentity();
            default -> true;
        };
        return wanted
                ? known.computeIfAbsent(type.name(), key -> new EnumMap<>(EventKind.class))
                        .computeIfAbsent(kind, key -> new HashMap<>())
                        .computeIfAbsent(property, key -> List.of(interest(type, kind, property)))
                : List.of();
    }

    private Interest interest(ObjectType type, EventKind kind, String property) {
        boolean nameless = generic || EventKind.isNameless(type);
        String name = kind.named(type, nameless);
        long id = ids.computeIfAbsent(type.name() + " " + name + " " + property, key -> FIRST_ID + ids.size());
        return new Interest(id, name, nameless ? type.typeId() : "");
    }
}
