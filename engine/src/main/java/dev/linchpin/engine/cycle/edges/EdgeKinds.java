package dev.linchpin.engine.cycle.edges;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.hubspot.AssociationKind;
import dev.linchpin.engine.model.ObjectType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The ways in which HubSpot associates records of one type with those of others; asked for once. Thread-safe. */
final class EdgeKinds {
    /** A label that is not known may have been defined a moment ago; many wrong ones of one batch cost one call. */
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Environment environment;
    private final ObjectType from;
    private final Map<ObjectType, Catalogue> catalogues = new ConcurrentHashMap<>();

    private record Catalogue(Map<String, AssociationKind> byName, Instant at) {}

    EdgeKinds(Environment environment, ObjectType from) {
        this.environment = environment;
        this.from = from;
    }

    Set<String> exclusive(ObjectType to) {
        return catalogue(to).byName().values().stream()
                .filter(AssociationKind::exclusive)
                .map(AssociationKind::name)
                .collect(Collectors.toSet());
    }

    /** The kind of this name; empty when HubSpot has none. */
    Optional<AssociationKind> named(ObjectType to, String name) {
        var known = catalogue(to);
        if (!known.byName().containsKey(name)
                && known.at().plus(ASKED_AGAIN_AFTER).isBefore(environment.now())) {
            known = ask(to);
        }
        return Optional.ofNullable(known.byName().get(name));
    }

    private Catalogue catalogue(ObjectType to) {
        var known = catalogues.get(to);
        return known == null ? ask(to) : known;
    }

    private Catalogue ask(ObjectType to) {
        var byName = new LinkedHashMap<String, AssociationKind>();
        environment.hubspot().associations().kinds(from, to).forEach(kind -> byName.put(kind.name(), kind));
        var asked = new Catalogue(Map.copyOf(byName), environment.now());
        catalogues.put(to, asked);
        return asked;
    }
}
