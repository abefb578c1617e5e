package dev.linchpin.server.runtime;

import dev.linchpin.database.Database;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.mirror.MirrorLoop;
import dev.linchpin.engine.mirror.MirrorSettings;
import dev.linchpin.engine.mirror.MirrorStore;
import dev.linchpin.engine.mirror.Mirrors;
import dev.linchpin.engine.mirror.Timetable;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.ReferenceTable;
import dev.linchpin.engine.store.Store;
import dev.linchpin.server.config.ConfigurationException;
import dev.linchpin.server.config.MirrorOptions;
import dev.linchpin.server.config.Problem;
import dev.linchpin.server.config.Settings;
import dev.linchpin.server.spelling.NearMiss;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mirrors of one connection. */
final class Mirroring {
    private static final Logger LOG = LoggerFactory.getLogger(Mirroring.class);

    /** After contacts and deals. */
    private static final Duration PIPELINES_OFFSET = Duration.ofMinutes(10);

    /** Records that have one of these are in a pipeline. */
    private static final List<String> PIPELINE = List.of("pipeline", "hs_pipeline");

    private static final Duration PASS_EVERY = Duration.ofDays(1);

    private Mirroring() {}

    /** Makes the loops, and the tables of pipelines; those of records make themselves. */
    static List<MirrorLoop> loops(
            Settings settings,
            HubSpotSide hubSpot,
            Database database,
            Store store,
            MirrorStore rows,
            Clock clock,
            EngineListener listener) {
        var mirrors = new Mirrors(hubSpot.client(), rows, store, clock, listener);
        var loops = new ArrayList<MirrorLoop>();
        for (var options : settings.mirrors()) {
            var every = options.every() == null ? settings.sync().mirrorEvery() : options.every();
            var type = options.type();
            loops.add(mirrors.records(new MirrorSettings(
                    type,
                    database.mirrorTable(type.name()),
                    options.properties(),
                    options.json(),
                    options.archived(),
                    new Timetable(every, options.offset()),
                    settings.sync().pollOverlap(),
                    settings.sync().sweepEvery(),
                    PASS_EVERY)));
            if (hasPipelines(type, hubSpot) && makeTables(type, database)) {
                loops.add(mirrors.pipelines(type, new Timetable(every, PIPELINES_OFFSET)));
            }
        }
        return List.copyOf(loops);
    }

    /** @throws ConfigurationException when HubSpot has no such property */
    static void requireProperties(List<MirrorOptions> mirrors, HubSpotSide hubSpot) {
        var problems = new ArrayList<Problem>();
        for (var mirror : mirrors) {
            var names = catalogue(mirror.type(), hubSpot).stream()
                    .map(PropertyDefinition::name)
                    .toList();
            for (var wanted : mirror.properties()) {
                if (!names.contains(wanted)) {
                    problems.add(new Problem(
                            mirror.where(),
                            "objects." + mirror.type() + ".properties: HubSpot has no property '" + wanted + "' on "
                                    + mirror.type() + NearMiss.hint(wanted, names)));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static List<PropertyDefinition> catalogue(ObjectType type, HubSpotSide hubSpot) {
        return hubSpot.catalogues().getOrDefault(type, List.of());
    }

    private static boolean hasPipelines(ObjectType type, HubSpotSide hubSpot) {
        return catalogue(type, hubSpot).stream().anyMatch(property -> PIPELINE.contains(property.name()));
    }

    /** A table of the user's own that has the name is left alone. */
    private static boolean makeTables(ObjectType type, Database database) {
        try {
            var tables = List.of(ReferenceTable.mirroredPipelines(type), ReferenceTable.mirroredStages(type));
            for (var step : database.referenceTables().apply(tables)) {
                LOG.info("Database: {}", step.description());
            }
            return true;
        } catch (DatabaseException notOurs) {
            LOG.warn("{}", notOurs.getMessage());
            return false;
        }
    }
}
