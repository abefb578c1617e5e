package dev.linchpin.server.runtime;

import dev.linchpin.database.Database;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Differences;
import dev.linchpin.engine.store.KnownField;
import dev.linchpin.engine.store.Reconciliations;
import dev.linchpin.engine.verify.Figures;
import dev.linchpin.engine.verify.Walk;
import dev.linchpin.hubspot.call.CallObserver;
import dev.linchpin.server.config.Settings;
import dev.linchpin.server.mapping.ExistingTables;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Both sides, opened to be compared beside whatever process keeps them in step. Writes nothing but the time at which links
 * were found equal, and what was found to differ.
 */
public final class SideBySide implements AutoCloseable {
    private final Resources resources;
    private final Database database;
    private final HubSpotSide hubSpot;
    private final List<ObjectMapping> mappings;
    private final Clock clock;

    private SideBySide(
            Resources resources, Database database, HubSpotSide hubSpot, List<ObjectMapping> mappings, Clock clock) {
        this.resources = resources;
        this.database = database;
        this.hubSpot = hubSpot;
        this.mappings = mappings;
        this.clock = clock;
    }

    /** @throws RuntimeException as {@link Connection#open}, but for the ownership */
    public static SideBySide open(Settings settings, Clock clock) {
        var resources = new Resources();
        try {
            var database = resources.add(Database.look(Connection.options(settings.database()), clock));
            var hubSpot = resources.add(HubSpotSide.connect(settings, clock, CallObserver.NONE));
            return new SideBySide(resources, database, hubSpot, mappings(settings, hubSpot, database), clock);
        } catch (RuntimeException failed) {
            resources.close();
            throw failed;
        }
    }

    /** Without what is frozen: that is neither read nor written. */
    private static List<ObjectMapping> mappings(Settings settings, HubSpotSide hubSpot, Database database) {
        return mappings(settings, hubSpot, database, database.verification()::fields);
    }

    static List<ObjectMapping> mappings(
            Settings settings, HubSpotSide hubSpot, Database database, Function<ObjectType, List<KnownField>> fields) {
        var known = new HashMap<ObjectType, List<KnownField>>();
        var all = Connection.mappings(
                ExistingTables.withCapture(settings.objects(), database.catalogue()),
                hubSpot,
                database,
                type -> known.computeIfAbsent(type, fields));
        return all.stream()
                .filter(mapping -> known.getOrDefault(mapping.type(), List.of()).stream()
                        .noneMatch(field -> field.isAboutType() && field.isFrozen()))
                .map(mapping -> mapping.without(known.getOrDefault(mapping.type(), List.of()).stream()
                        .filter(KnownField::isFrozen)
                        .map(KnownField::name)
                        .collect(Collectors.toSet())))
                .toList();
    }

    public List<ObjectMapping> mappings() {
        return mappings;
    }

    public Reconciliations reconciliations() {
        return database.reconciliations();
    }

    /**
     * Compares all of one type.
     *
     * @param progress hears of the figures so far, now and then
     */
    public Figures compare(ObjectMapping mapping, Consumer<Figures> progress) {
        var walk = new Walk(hubSpot.client(), database.verification(), clock, mapping);
        var began = clock.instant();
        var figures = Figures.NONE;
        var position = Optional.of(Walk.START);
        while (position.isPresent()) {
            var portion = walk.step(position.get(), figures, Lane.BACKGROUND);
            figures = portion.figures();
            position = portion.next();
            progress.accept(figures);
        }
        walk.passed(Differences.Scope.FULL, began);
        return figures;
    }

    @Override
    public void close() {
        resources.close();
    }
}
