package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.desk.HoldVerdict;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Hold;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.Inspection.Standing;
import dev.linchpin.engine.store.Loss;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What looks like an accident is held until a person has decided; everything else goes on. */
abstract class GuardContract extends BedContract {
    GuardContract(Place place) {
        super(place);
    }

    private static List<Hold> holds(Bed bed) {
        return bed.inspection().holds();
    }

    private static Hold only(Bed bed) {
        assertThat(holds(bed)).hasSize(1);
        return holds(bed).getFirst();
    }

    private static HoldVerdict approve(Bed bed, Hold hold) {
        return bed.guard().approve(hold.type(), hold.loss(), hold.version());
    }

    private static HoldVerdict reject(Bed bed, Hold hold) {
        return bed.guard().reject(hold.type(), hold.loss(), hold.version());
    }

    private static void archive(Bed bed, List<String> records) {
        records.forEach(id -> bed.person("{\"objectType\":\"contacts\",\"id\":\"" + id + "\",\"archive\":true}"));
    }

    @Test
    void few_deletions_are_no_accident() {
        var bed = started(120);

        bed.sql("delete from " + bed.table() + " where id <= 50");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(70);
        assertThat(holds(bed)).isEmpty();
    }

    @Test
    void a_small_share_of_a_type_is_no_accident() {
        var bed = started(1_100);

        bed.sql("delete from " + bed.table() + " where id <= 55");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1_045);
        assertThat(holds(bed)).isEmpty();
    }

    @Test
    void a_mass_deletion_of_rows_is_held_before_the_first_record_is_archived() {
        var bed = started(120);

        bed.sql("delete from " + bed.table() + " where id <= 60");
        bed.settle();
        bed.run(Duration.ofHours(3));

        assertThat(bed.contactsInHubSpot()).hasSize(120);
        var hold = only(bed);
        assertThat(hold.type()).isEqualTo(ObjectType.CONTACTS);
        assertThat(hold.loss()).isEqualTo(Loss.ROW_DELETED);
        assertThat(hold.records()).isEqualTo(60);
        assertThat(bed.inspection().record(ObjectType.CONTACTS, new RowKey("1")))
                .hasValueSatisfying(status -> assertThat(status.standing()).isEqualTo(Standing.PENDING));
        assertThat(hold.examples()).isNotEmpty().allMatch(example -> example.startsWith("row "));
    }

    @Test
    void emptying_a_table_is_held() {
        var bed = started(120);

        bed.sql((place == Place.POSTGRESQL ? "truncate table " : "delete from ") + bed.table());
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(120);
        assertThat(only(bed).records()).isEqualTo(120);
    }

    @Test
    void everything_else_goes_on_while_a_deletion_is_held() {
        var bed = started(120);
        bed.sql("delete from " + bed.table() + " where id <= 60");
        bed.settle();
        var record = anyRecord(bed);

        update(bed, record, "phone", "from SQL");
        bed.edit(record, "jobtitle", "from HubSpot");
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("from SQL");
        assertThat(inRow(bed, record, "jobtitle")).isEqualTo("from HubSpot");
    }

    @Test
    void an_approved_deletion_is_carried_out_once() {
        var bed = started(120);
        bed.sql("delete from " + bed.table() + " where id <= 60");
        bed.settle();

        assertThat(approve(bed, only(bed))).isEqualTo(new HoldVerdict.Accepted(60));
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(60);
        assertThat(holds(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
        bed.sql("delete from " + bed.table() + " where id <= 115");
        bed.settle();
        assertThat(bed.contactsInHubSpot()).hasSize(60);
        assertThat(only(bed).records()).isEqualTo(55);
    }

    @Test
    void a_rejected_deletion_of_rows_brings_them_back() {
        var bed = started(120);
        bed.sql("delete from " + bed.table() + " where id <= 60");
        bed.settle();

        assertThat(reject(bed, only(bed))).isEqualTo(new HoldVerdict.Accepted(60));
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(120);
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("120");
        assertThat(bed.differences()).isEmpty();
        assertThat(holds(bed)).isEmpty();
    }

    @Test
    void rows_that_come_back_by_themselves_end_the_hold() {
        var bed = started(120);
        bed.sql("create table backup as select * from " + bed.table());
        bed.sql("delete from " + bed.table() + " where id <= 60");
        bed.settle();
        assertThat(only(bed).records()).isEqualTo(60);

        bed.sql("insert into " + bed.table() + " select * from backup where id <= 60");
        bed.settle();

        assertThat(holds(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
        assertThat(bed.contactsInHubSpot()).hasSize(120);
    }

    @Test
    void a_hold_that_grew_since_it_was_shown_is_not_approved() {
        var bed = started(120);
        bed.sql("delete from " + bed.table() + " where id <= 60");
        bed.settle();
        var shown = only(bed);
        bed.sql("delete from " + bed.table() + " where id <= 61");
        bed.settle();

        assertThat(approve(bed, shown)).isInstanceOf(HoldVerdict.Grown.class);
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(120);
        assertThat(only(bed).records()).isEqualTo(61);
    }

    @Test
    void a_hold_outlives_the_process() {
        var bed = started(120);
        bed.sql("delete from " + bed.table() + " where id <= 60");
        bed.settle();
        var shown = only(bed);

        bed.restart();
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(120);
        assertThat(approve(bed, shown)).isEqualTo(new HoldVerdict.Accepted(60));
        bed.settle();
        assertThat(bed.contactsInHubSpot()).hasSize(60);
    }

    @Test
    void deletions_are_counted_with_those_of_the_hour_before() {
        var bed = started(120);
        bed.sql("delete from " + bed.table() + " where id <= 40");
        bed.settle();
        bed.run(Duration.ofMinutes(30));
        assertThat(bed.contactsInHubSpot()).hasSize(80);

        bed.sql("delete from " + bed.table() + " where id <= 55");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(80);
        assertThat(only(bed).records()).isEqualTo(15);
    }

    @Test
    void deletions_spread_over_hours_are_no_accident() {
        var bed = started(120);
        bed.sql("delete from " + bed.table() + " where id <= 40");
        bed.settle();
        bed.run(Duration.ofMinutes(61));

        bed.sql("delete from " + bed.table() + " where id <= 80");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(40);
        assertThat(holds(bed)).isEmpty();
    }

    @Test
    void records_archived_in_a_mass_are_held_and_their_rows_kept() {
        var bed = started(120);
        bed.webhooks = false;
        archive(bed, List.copyOf(bed.contactsInHubSpot().keySet()).subList(0, 60));
        bed.run(Duration.ofHours(2));

        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("120");
        assertThat(only(bed).loss()).isEqualTo(Loss.RECORD_ARCHIVED);
        assertThat(only(bed).records()).isEqualTo(60);

        assertThat(approve(bed, only(bed))).isEqualTo(new HoldVerdict.Accepted(60));
        bed.settle();
        assertThat(bed.differences()).isEmpty();
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("60");
    }

    @Test
    void rows_of_rejected_archivals_are_kept_and_linked_again_when_restored() {
        var bed = started(120);
        bed.webhooks = false;
        var archived = List.copyOf(bed.contactsInHubSpot().keySet()).subList(0, 60);
        archive(bed, archived);
        bed.run(Duration.ofHours(2));

        assertThat(reject(bed, only(bed))).isEqualTo(new HoldVerdict.Accepted(60));
        bed.settle();
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("120");
        assertThat(holds(bed)).isEmpty();

        bed.webhooks = true;
        archived.forEach(id -> bed.person("{\"objectType\":\"contacts\",\"id\":\"" + id + "\",\"restore\":true}"));
        bed.settle();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_bulk_edit_by_a_person_is_no_accident() {
        var bed = started(120);

        bed.sql("update " + bed.table() + " set phone = concat('bulk ', id), jobtitle = 'bulk'");
        bed.settle();

        assertThat(holds(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void rows_deleted_and_inserted_again_as_they_were_are_no_accident() {
        var bed = started(120);
        bed.sql("create table backup as select * from " + bed.table());

        bed.kill();
        bed.sql("delete from " + bed.table());
        bed.sql("insert into " + bed.table() + " select * from backup where id > 1");
        bed.start();
        bed.settle();

        assertThat(holds(bed)).isEmpty();
        assertThat(bed.contactsInHubSpot()).hasSize(119);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void values_that_a_restored_table_would_take_back_are_held() {
        var bed = started(120);
        bed.sql("create table backup as select * from " + bed.table());
        bed.sql("update " + bed.table() + " set phone = concat('newer ', id)");
        bed.settle();
        assertThat(bed.differences()).isEmpty();

        restore(bed);
        bed.engine().desk().pushAll(ObjectType.CONTACTS);
        bed.settle();

        assertThat(only(bed).loss()).isEqualTo(Loss.OVERWRITE);
        assertThat(only(bed).records()).isEqualTo(120);
        assertThat(bed.contactsInHubSpot().values())
                .allMatch(record -> record.path("phone").asString().startsWith("newer"));

        assertThat(approve(bed, only(bed))).isEqualTo(new HoldVerdict.Accepted(120));
        bed.settle();
        assertThat(bed.differences()).isEmpty();
        assertThat(bed.contactsInHubSpot().values())
                .noneMatch(record -> record.path("phone").asString().startsWith("newer"));
    }

    /** As a restore does it: past the triggers. */
    private static void restore(Bed bed) {
        bed.kill();
        bed.withoutTriggers("update " + bed.table() + " set phone = (select b.phone from backup b where b.id = "
                + bed.table() + ".id)");
        bed.start();
    }

    @Test
    void rejected_overwrites_become_conflicts() {
        var bed = started(120);
        bed.sql("create table backup as select * from " + bed.table());
        bed.sql("update " + bed.table() + " set phone = concat('newer ', id)");
        bed.settle();
        restore(bed);
        bed.engine().desk().pushAll(ObjectType.CONTACTS);
        bed.settle();

        assertThat(reject(bed, only(bed))).isEqualTo(new HoldVerdict.Accepted(120));
        bed.settle();

        assertThat(holds(bed)).isEmpty();
        assertThat(bed.inspection().conflicts(Filter.NONE, null, 500).items())
                .hasSize(120)
                .allMatch(view -> view.conflict().field().equals("phone"));
    }

    @Test
    void a_first_link_that_would_overwrite_many_filled_values_is_held() {
        var bed = bed(120, Policy.HUBSPOT_WINS);
        bed.start();
        var emails = bed.contactsInHubSpot().values().stream()
                .map(record -> record.path("email").asString())
                .toList();
        emails.forEach(
                email -> bed.sql("insert into " + bed.table() + " (email, phone) values ('" + email + "', 'mine')"));
        bed.settle();

        assertThat(bed.value("select count(*) from " + bed.table() + " where phone = 'mine'"))
                .isEqualTo("120");
        assertThat(bed.value("select count(*) from " + bed.table() + " where firstname is not null"))
                .isNotEqualTo("0");
        assertThat(only(bed).loss()).isEqualTo(Loss.OVERWRITE);
        assertThat(approve(bed, only(bed))).isEqualTo(new HoldVerdict.Accepted(120));
        bed.settle();
        assertThat(bed.differences()).isEmpty();
        assertThat(holds(bed)).isEmpty();
    }
}
