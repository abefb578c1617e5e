package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts of the protocol have in common: each runs on every database, and starts its beds here. */
abstract class BedContract {
    final Place place;

    /** So long after a schema was changed at the latest, that has been seen. */
    private static final Duration NOTICED = Duration.ofMinutes(4);

    /** The definition of one of the account's own properties, which can be archived and restored. */
    static final String POINTS =
            "{\"name\":\"loyalty_points\",\"label\":\"Points\",\"type\":\"number\",\"fieldType\":\"number\","
                    + "\"groupName\":\"contactinformation\"}";

    private final List<Bed> beds = new ArrayList<>();
    private final List<String> databases = new ArrayList<>();

    @TempDir
    @Nullable Path directory;

    BedContract(Place place) {
        this.place = place;
    }

    /** A bed on a new database, not started yet. */
    Bed bed(SimulatorOptions options, List<ObjectMapping> mappings, EngineSettings settings) {
        var url = place.freshDatabase(Objects.requireNonNull(directory));
        databases.add(url);
        var bed = new Bed(url, options, mappings, settings);
        beds.add(bed);
        return bed;
    }

    /** A bed of contacts on a new database, not started yet. */
    Bed bed(int contacts, Policy policy) {
        return bed(
                SimulatorOptions.defaults().withRecords(contacts, 0, 0),
                List.of(Mappings.contacts(place.table(ObjectType.CONTACTS), policy)),
                EngineSettings.defaults());
    }

    /** A bed of contacts, in step. */
    Bed started(int contacts, Policy policy) {
        return started(bed(contacts, policy));
    }

    Bed started(int contacts) {
        return started(contacts, Policy.MANUAL);
    }

    static Bed started(Bed bed) {
        bed.start();
        bed.settle();
        assertThat(bed.differences()).isEmpty();
        return bed;
    }

    @AfterEach
    void stop() {
        beds.forEach(Bed::close);
        databases.forEach(place::discard);
    }

    static String anyRecord(Bed bed) {
        return Objects.requireNonNull(bed.value("select hubspot_id from " + bed.table() + " order by id limit 1"));
    }

    static @Nullable String inRow(Bed bed, String record, String column) {
        return bed.value("select " + column + " from " + bed.table() + " where hubspot_id = '" + record + "'");
    }

    static List<Conflict> conflicts(Bed bed) {
        return bed.inspection().conflicts(Filter.NONE, null, 100).items().stream()
                .map(view -> view.conflict())
                .toList();
    }

    static void update(Bed bed, String record, String column, String value) {
        bed.sql("update " + bed.table() + " set " + column + " = '" + value + "' where hubspot_id = '" + record + "'");
    }

    /** That a value which went is told of. */
    static void assertJournalKeeps(Bed bed, String value) {
        assertThat(bed.inspection().journal(Filter.NONE, null, 100).items())
                .anySatisfy(view -> assertThat(view.entry().before().text()).isEqualTo(value));
    }

    /** A person settles the first conflict. */
    static Verdict resolve(Bed bed, Choice choice) {
        return bed.engine().desk().resolve(conflicts(bed).getFirst().id(), choice, OptionalInt.empty());
    }

    /** The process dies at the next call of this path: before it reaches HubSpot, or after it was carried out. */
    static void killAt(Bed bed, String path, boolean carriedOut) {
        Runnable death = () -> {
            throw new Bed.Killed();
        };
        if (carriedOut) {
            bed.calls.after(Calls.path(path), death);
        } else {
            bed.calls.before(Calls.path(path), death);
        }
    }

    static boolean runUntilKilled(Bed bed) {
        try {
            bed.settle();
            return false;
        } catch (Bed.Killed killed) {
            return true;
        }
    }

    static void noticed(Bed bed) {
        bed.run(NOTICED);
        bed.settle();
    }

    /** SQLite itself refuses to drop a column that a trigger names. */
    void dropColumn(Bed bed, String column) {
        if (place == Place.SQLITE) {
            bed.sql("drop trigger linchpin_capture_contacts_update");
        }
        bed.sql("alter table " + bed.table() + " drop column " + column);
    }
}
