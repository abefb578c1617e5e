package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Differences;
import dev.linchpin.engine.verify.Figures;
import dev.linchpin.engine.verify.Walk;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the contracts have in common in which the two sides are changed behind Linchpin's back. */
abstract class UnseenContract extends BedContract {
    static final Duration NEVER = Duration.ofDays(3_650);

    UnseenContract(Place place) {
        super(place);
    }

    /** Nothing looks by itself, unless a test wants it. */
    Bed still(Duration verifyWithin, Duration rowsEvery, LocalTime reconcileAt) {
        var settings = EngineSettings.defaults()
                .withProof(new EngineSettings.Proof(verifyWithin, 20, rowsEvery, reconcileAt, ZoneOffset.UTC));
        var bed = bed(
                SimulatorOptions.defaults().withRecords(5, 0, 0),
                List.of(Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL)),
                settings);
        started(bed);
        // The first pass of each runs at once.
        bed.run(Duration.ofMinutes(2));
        return bed;
    }

    Bed still() {
        return still(NEVER, NEVER, LocalTime.of(7, 0));
    }

    /** Compares everything and mends nothing. */
    static Figures verify(Bed bed) {
        var began = bed.clock.instant();
        var walk = new Walk(Objects.requireNonNull(bed.client), bed.store().verification(), bed.clock, bed.contacts());
        var figures = Figures.NONE;
        var position = Optional.of(Walk.START);
        while (position.isPresent()) {
            var portion = walk.step(position.get(), figures, Lane.BACKGROUND);
            figures = portion.figures();
            position = portion.next();
        }
        walk.passed(Differences.Scope.FULL, began);
        return figures;
    }

    String own(String table) {
        return place.own(table);
    }

    /** As if triggers were switched off, or the database hid the change from them. */
    void unseen(Bed bed, String sql) {
        if (place == Place.POSTGRESQL) {
            bed.sql("alter table " + bed.table() + " disable trigger user");
            bed.sql(sql);
            bed.sql("alter table " + bed.table() + " enable trigger user");
        } else {
            var triggers = place == Place.MARIADB
                    ? "select trigger_name from information_schema.triggers where trigger_schema = database()"
                            + " and event_object_table = '"
                    : "select name from sqlite_master where type = 'trigger' and tbl_name = '";
            bed.query(triggers + bed.table() + "'").forEach(trigger -> bed.sql("drop trigger " + trigger.getFirst()));
            bed.sql(sql);
            Objects.requireNonNull(bed.database).capture().install(bed.mappings);
        }
    }

    void editUnseen(Bed bed, String record, String property, String value) {
        bed.kill();
        bed.webhooks = false;
        bed.edit(record, property, value);
        var later = bed.clock.instant().plus(Duration.ofHours(2));
        bed.sql("update " + own("sync_state") + " set position = '" + later + "' where feed = 'poll:contacts'");
        bed.start();
    }

    void changeUnseen(Bed bed, String record) {
        unseen(bed, "update " + bed.table() + " set phone = 'unseen' where hubspot_id = '" + record + "'");
    }
}
