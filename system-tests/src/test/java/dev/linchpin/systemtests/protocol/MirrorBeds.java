package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.mirror.MirrorLoop;
import dev.linchpin.engine.mirror.MirrorSettings;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the contracts of mirrors have in common. */
abstract class MirrorBeds extends BedContract {
    static final ObjectType DEALS = new ObjectType("deals");
    static final Duration EVERY = Duration.ofMinutes(15);

    /** Few enough for tests to be quick. */
    static final List<String> FEW =
            List.of("email", "firstname", "phone", "jobtitle", "interests", "loyalty_points", "lifecyclestage");

    MirrorBeds(Place place) {
        super(place);
    }

    /** The name of a mirror's table, as SQL needs it. */
    String table(String name) {
        return place.table(ObjectType.CONTACTS).contains(".") ? "hubspot." + name : "hubspot_" + name;
    }

    String states() {
        return place.table(new ObjectType("sync_state"));
    }

    MirrorSettings contacts() {
        return MirrorSettings.of(ObjectType.CONTACTS, table("contacts")).withProperties(FEW);
    }

    /** Mirrors only, on a new database, not started yet. */
    Bed mirrors(int contacts, MirrorSettings... mirrors) {
        var bed = bed(
                SimulatorOptions.defaults().withRecords(contacts, 0, 0).withSearchLag(Duration.ofSeconds(3)),
                List.of(),
                EngineSettings.defaults());
        bed.mirrors = List.of(mirrors);
        return bed;
    }

    /** Until nothing is left to be read. */
    static void load(Bed bed) {
        bed.start();
        for (var round = 0; round < 600 && bed.mirrorLoops.stream().anyMatch(loop -> isBusy(loop.report())); round++) {
            bed.run(Duration.ofSeconds(1));
        }
    }

    private static boolean isBusy(MirrorLoop.Report report) {
        return report.runs() == 0 || report.isBusy();
    }

    Bed loaded(int contacts) {
        var bed = mirrors(contacts, contacts());
        load(bed);
        return bed;
    }

    /** Until each mirror has run once more. */
    static void runAgain(Bed bed) {
        bed.run(EVERY.plusSeconds(30));
    }

    /** Nothing runs meanwhile, as if the process had been asleep; then everything that is due does. */
    static void aDayLater(Bed bed) {
        bed.clock.advance(Duration.ofHours(24));
        bed.run(EVERY.plusSeconds(30));
    }

    /** What the mirror of the contacts shows, by id; blank where it shows nothing. */
    Map<String, String> rows(Bed bed, String column) {
        return bed.query("select id, " + column + " from " + table("contacts")).stream()
                .collect(Collectors.toMap(
                        row -> String.valueOf(row.getFirst()),
                        row -> row.get(1) == null ? "" : String.valueOf(row.get(1)),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** What HubSpot shows of the contacts. */
    static Map<String, String> records(Bed bed, String property) {
        var found = new TreeMap<String, String>();
        bed.liveRecords(ObjectType.CONTACTS, List.of(property))
                .forEach((id, properties) ->
                        found.put(id, properties.path(property).asString("")));
        return found;
    }

    @Nullable String state(Bed bed, String mirror, String column) {
        return bed.value("select " + column + " from " + states() + " where object_type = '" + mirror + "'");
    }

    /** Another program changes many records at once. */
    static void modify(Bed bed, List<String> ids, String property, Function<String, String> value) {
        for (var from = 0; from < ids.size(); from += 100) {
            var some = ids.subList(from, Math.min(from + 100, ids.size()));
            bed.otherProgram(
                    "POST",
                    "/crm/objects/2026-09/contacts/batch/update",
                    some.stream()
                            .map(id -> "{\"id\":\"" + id + "\",\"properties\":{\"" + property + "\":\""
                                    + value.apply(id) + "\"}}")
                            .collect(Collectors.joining(",", "{\"inputs\":[", "]}")));
        }
    }

    /** Another program creates contacts. */
    static void create(Bed bed, int number) {
        for (var from = 0; from < number; from += 100) {
            bed.otherProgram(
                    "POST",
                    "/crm/objects/2026-09/contacts/batch/create",
                    IntStream.range(from, Math.min(from + 100, number))
                            .mapToObj(one -> "{\"properties\":{\"email\":\"new" + one + "@example.com\"}}")
                            .collect(Collectors.joining(",", "{\"inputs\":[", "]}")));
        }
    }
}
