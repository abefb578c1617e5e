package dev.linchpin.engine.schema;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.KnownField;
import dev.linchpin.engine.store.SchemaChangedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few minutes, and soon after something hints at it or a missing column is back, at what properties HubSpot has
 * and what columns the mapped tables have, and has the engine go on with the mapping that both allow. A field that one side
 * lost is frozen alone; a type whose table is gone pauses, and nothing is taken for a deletion.
 */
public final class SchemaWatch implements Loop {
    private static final Logger log = LoggerFactory.getLogger(SchemaWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(2);
    private static final Duration AT_LEAST = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(1);

    /** How often it is asked whether the engine has come to where a new mapping can take over. */
    private static final Duration WHILE_STEPS_END = Duration.ofMillis(20);

    private final Environment environment;
    private final Blueprint blueprint;
    private final Predicate<List<ObjectMapping>> remap;
    private final Consumer<ObjectType> lookAtAll;
    private final Consumer<ObjectType> loadAgain;
    private final Map<ObjectType, Shape> shapes = new HashMap<>();
    /** Fields that it was said of that they are left out. */
    private final Set<String> leftOut = new HashSet<>();

    private volatile boolean doubted;
    private @Nullable Change waiting;
    private List<ObjectMapping> columnless = List.of();
    private Instant lookedAt = Instant.EPOCH;

    /** How the two sides of a type looked last: what changed since then may make a refused value acceptable. */
    private record Shape(Map<String, PropertyDefinition> properties, Map<String, String> columns) {}

    private record Found(ObjectType type, Drift drift, Shape shape) {}

    /** What is to be gone on with, and the types whose changes were not captured until now. */
    private record Change(List<Found> found, List<ObjectMapping> mappings, Set<ObjectType> uncaptured) {}

    /**
     * @param remap has the engine go on with these mappings, types left out pausing; false when that has
     *     to be tried again soon, until when no step begins
     * @param lookAtAll looks at every link and row of the type, because changes may have been missed
     * @param loadAgain looks at every record and row of the type, linked or not, because the scope was changed
     */
    public SchemaWatch(
            Environment environment,
            Blueprint blueprint,
            Predicate<List<ObjectMapping>> remap,
            Consumer<ObjectType> lookAtAll,
            Consumer<ObjectType> loadAgain) {
        this.environment = environment;
        this.blueprint = blueprint;
        this.remap = remap;
        this.lookAtAll = lookAtAll;
        this.loadAgain = loadAgain;
    }

    @Override
    public String name() {
        return "schema";
    }

    /** Something hints at a change: look soon. */
    public void doubt() {
        doubted = true;
    }

    @Override
    public Duration step() {
        try {
            var since = Duration.between(lookedAt, environment.now());
            if (isColumnBack()) {
                doubted = true;
            }
            if (waiting != null) {
                takeOver(waiting);
            } else if (since.compareTo(doubted ? AT_LEAST : EVERY) >= 0) {
                adjust();
            }
        } catch (SchemaChangedException changed) {
            log.warn("What was found out about the tables is out of date: {}", changed.getMessage());
            waiting = null;
            doubted = true;
        }
        return waiting == null ? IDLE : WHILE_STEPS_END;
    }

    /** What people write into such a column is captured only once somebody has looked. */
    private boolean isColumnBack() {
        return !columnless.isEmpty()
                && environment.store().inTransaction(tx -> columnless.stream().anyMatch(tx.fields()::areBack));
    }

    /**
     * Looks, and adjusts. Interrupted anywhere it begins anew: what was found is stored last.
     *
     * @throws dev.linchpin.engine.hubspot.HubSpotException when HubSpot cannot be asked
     * @throws SchemaChangedException when a table is being changed just then
     */
    public void adjust() {
        doubted = false;
        var found = blueprint.types().stream().map(this::look).toList();
        var mappings = found.stream()
                .map(one -> one.drift().mapping())
                .filter(mapping -> mapping != null)
                .map(ObjectMapping.class::cast)
                .toList();
        var fresh = found.stream()
                .collect(Collectors.toMap(Found::type, one -> one.drift().fresh()));
        takeOver(new Change(found, mappings, environment.store().tables().prepare(mappings, fresh)));
    }

    private void takeOver(Change change) {
        if (!remap.test(change.mappings())) {
            waiting = change;
            return;
        }
        waiting = null;
        columnless = change.mappings().stream()
                .filter(mapping -> !mapping.columnless().isEmpty())
                .toList();
        change.found().forEach(this::remember);
        change.uncaptured().forEach(type -> {
            lookAtAll.accept(type);
            environment.store().tables().caughtUp(type);
        });
        lookedAt = environment.now();
    }

    private Found look(ObjectType type) {
        var catalogue = environment.hubspot().properties(type);
        var known = environment.store().inTransaction(tx -> tx.fields().of(type));
        var names = known.stream().map(KnownField::name).collect(Collectors.toSet());
        var wanted = blueprint.wanted(type, catalogue, names);
        var mapping = wanted.mapping();
        var columns = mapping == null
                ? Map.<String, String>of()
                : environment.store().tables().columns(mapping);
        if (mapping != null && !columns.isEmpty()) {
            wanted = new Blueprint.Wanted(
                    asFarAsItMayGrow(mapping, names, columns.keySet()), wanted.problem(), wanted.unusable());
            wanted = environment
                    .store()
                    .tables()
                    .misunderstands(mapping)
                    .map(problem -> new Blueprint.Wanted(null, problem))
                    .orElse(wanted);
        }
        var properties = new HashMap<String, PropertyDefinition>();
        catalogue.forEach(property -> properties.put(property.name(), property));
        var drift = Drift.of(type, wanted, properties, known, columns.keySet(), environment.now());
        return new Found(type, drift, new Shape(properties, columns));
    }

    /** Without fields that have never had a column, where this database user may not add any. */
    private ObjectMapping asFarAsItMayGrow(ObjectMapping mapping, Set<String> known, Set<String> columns) {
        var fields = new LinkedHashMap<>(mapping.fields());
        fields.values().removeIf(field -> !known.contains(field.name()) && !columns.contains(field.column()));
        if (fields.size() == mapping.fields().size()
                || environment.store().tables().mayGrow(mapping)) {
            return mapping;
        }
        mapping.fields().keySet().stream()
                .filter(name -> !fields.containsKey(name) && leftOut.add(mapping.type() + "." + name))
                .forEach(name -> log.warn(
                        "The field '{}' of {} is left out: the table {} has no column for it, and this database user may"
                                + " not add one. './linchpin doctor --print-sql' prints what somebody else has to run",
                        name,
                        mapping.type(),
                        mapping.table()));
        return mapping.withFields(fields);
    }

    private void remember(Found found) {
        var type = found.type();
        var drift = found.drift();
        var mapping = drift.mapping();
        var blank = mapping == null
                ? List.<String>of()
                : drift.thawed().stream()
                        .filter(name -> environment
                                .store()
                                .tables()
                                .isBlank(mapping, mapping.field(name).place()))
                        .toList();
        var acceptable = revived(found);
        var isChanged = environment.store().inTransaction(tx -> {
            var known = tx.fields().of(type);
            var changed = !Set.copyOf(known).equals(Set.copyOf(drift.fields()));
            if (changed) {
                tx.fields().replace(type, drift.fields());
                report(known, drift);
            }
            // A column that came back without its values was made anew: nobody blanked them.
            blank.forEach(name -> tx.fields().forgetBase(type, name));
            var wasMapped = known.stream().anyMatch(field -> !field.isAboutType());
            drift.fresh().stream()
                    .filter(_ -> wasMapped)
                    .forEach(name -> tx.fields().forgetBase(type, name));
            if (wasMapped && !(drift.fresh().isEmpty() && drift.thawed().isEmpty())) {
                tx.markAll(type, Cause.RECONCILIATION);
            }
            // A record that got its row while the property was archived, which nobody noticed, seemed to have no value.
            drift.redefined().forEach(name -> tx.fields().markBlank(type, name, Cause.RECONCILIATION));
            acceptable.forEach(name -> tx.fields().revive(type, name));
            return changed;
        });
        if (isChanged) {
            environment.listener().on(new EngineEvent.SchemaChanged(type));
        }
        shapes.put(type, found.shape());
        if (mapping != null) {
            rememberScope(mapping);
        }
    }

    /** Once everything of another scope than before is to be loaded again. */
    private void rememberScope(ObjectMapping mapping) {
        var name = "scope:" + mapping.type();
        var signature = mapping.scope().signature();
        var before = environment.store().inTransaction(tx -> tx.watermark(name));
        if (before.equals(Optional.of(signature))) {
            return;
        }
        // Before the first scope was remembered there was none, or nothing was loaded yet.
        if (before.isPresent() || !signature.isEmpty()) {
            loadAgain.accept(mapping.type());
        }
        environment.store().inTransaction(tx -> {
            tx.watermark(name, signature);
            return true;
        });
    }

    /** Fields that look otherwise on a side than before: what was refused may be taken now. */
    private List<String> revived(Found found) {
        var before = shapes.get(found.type());
        var mapping = found.drift().mapping();
        if (before == null || mapping == null) {
            return List.of();
        }
        var revived = new ArrayList<String>();
        for (var field : mapping.fields().values()) {
            var property = found.shape().properties().get(field.property());
            var column = found.shape().columns().get(field.column());
            if ((property != null && !property.equals(before.properties().get(field.property())))
                    || (column != null && !column.equals(before.columns().get(field.column())))) {
                revived.add(field.name());
            }
        }
        return revived;
    }

    private static void report(List<KnownField> known, Drift drift) {
        var frozenBefore = known.stream()
                .filter(KnownField::isFrozen)
                .map(KnownField::name)
                .collect(Collectors.toSet());
        for (var field : drift.fields()) {
            if (field.isFrozen() && !frozenBefore.contains(field.name())) {
                log.warn(
                        "{} of {} is frozen: {}",
                        field.isAboutType() ? "Everything" : "The field '" + field.name() + "'",
                        field.type(),
                        field.frozen());
            }
        }
        drift.thawed().forEach(name -> log.info("The field '{}' goes on", name));
        if (!known.isEmpty() && !drift.fresh().isEmpty()) {
            log.info("Newly mapped: {}", String.join(", ", drift.fresh()));
        }
    }
}
