package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Scope;
import dev.linchpin.engine.store.Reconciliations.State;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The proof of equality: every planted difference is found, explained or mended. */
abstract class VerificationContract extends UnseenContract {
    VerificationContract(Place place) {
        super(place);
    }

    @Test
    void two_equal_sides_are_equal_and_stamped_so() {
        var bed = still();
        bed.sql("update " + own("link") + " set last_verified_at = null");

        var figures = verify(bed);

        assertThat(figures.counts())
                .containsOnly(
                        Map.entry("rows", 5L),
                        Map.entry("records", 5L),
                        Map.entry("links", 5L),
                        Map.entry("compared", 5L),
                        Map.entry("equal", 5L));
        assertThat(bed.value("select count(*) from " + own("link") + " where last_verified_at is not null"))
                .isEqualTo("5");
    }

    @Test
    void verify_finds_a_row_changed_with_triggers_disabled() {
        var bed = still();
        unseen(bed, "update " + bed.table() + " set phone = 'unseen' where hubspot_id = '" + anyRecord(bed) + "'");

        assertThat(verify(bed).count("value.unexplained")).isEqualTo(1);
    }

    @Test
    void verify_finds_a_record_changed_while_linchpin_was_off_and_its_watermark_moved() {
        var bed = still();
        editUnseen(bed, anyRecord(bed), "phone", "unseen");
        bed.run(Duration.ofMinutes(2));

        assertThat(verify(bed).count("value.unexplained")).isEqualTo(1);
    }

    @Test
    void verify_finds_a_corrupted_base() {
        var bed = still();
        corruptBase(bed);

        assertThat(verify(bed).count("base.unexplained")).isEqualTo(1);
    }

    private void corruptBase(Bed bed) {
        var record = anyRecord(bed);
        var text = bed.value("select base from " + own("link") + " where hubspot_id = '" + record + "'");
        var base = (ObjectNode) Bed.JSON.readTree(Objects.requireNonNull(text));
        base.putArray("phone").add("something").add("else");
        bed.sql("update " + own("link") + " set base = '" + base.toString().replace("'", "''")
                + "' where hubspot_id = '" + record + "'");
    }

    @Test
    void verify_finds_rows_inserted_and_deleted_unseen_and_records_without_a_row() {
        var bed = still();
        unseen(bed, "insert into " + bed.table() + " (email) values ('unseen@example.com')");
        unseen(bed, "delete from " + bed.table() + " where hubspot_id = '" + anyRecord(bed) + "'");

        var figures = verify(bed);

        assertThat(figures.count("row_alone.unexplained")).isEqualTo(1);
        assertThat(figures.count("row_gone.unexplained")).isEqualTo(1);
        assertThat(figures.unexplained()).isEqualTo(2);
        assertThat(figures.samples()).hasSize(2).noneMatch(sample -> sample.contains("@"));
    }

    @Test
    void verify_explains_an_open_conflict() {
        var bed = still();
        var record = anyRecord(bed);
        bed.edit(record, "phone", "theirs");
        update(bed, record, "phone", "ours");
        bed.settle();

        var figures = verify(bed);

        assertThat(figures.count("value.conflict")).isEqualTo(1);
        assertThat(figures.unexplained()).isZero();
        assertThat(figures.count("equal")).isEqualTo(4);
    }

    @Test
    void verify_explains_a_dead_letter() {
        var bed = still();
        update(bed, anyRecord(bed), "lifecyclestage", "no-such-stage");
        bed.settle();

        var figures = verify(bed);

        assertThat(figures.count("value.dead_letter")).isEqualTo(1);
        assertThat(figures.unexplained()).isZero();
    }

    @Test
    void what_is_out_of_scope_is_no_difference() {
        var bed = bed(
                SimulatorOptions.defaults().withRecords(40, 0, 0),
                List.of(Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL)
                        .withScope(new Scope("jobtitle is null", Map.of("lifecyclestage", Set.of("lead"))))),
                EngineSettings.defaults().withProof(EngineSettings.Proof.OFF));
        bed.start();
        bed.settle();
        bed.sql("insert into " + bed.table() + " (email, jobtitle) values ('out@example.com', 'Baker')");
        bed.settle();

        var figures = verify(bed);

        assertThat(figures.count("records")).isBetween(1L, 39L);
        assertThat(figures.unexplained()).as(figures.samples().toString()).isZero();
    }

    @Test
    void verify_explains_what_the_guard_holds() {
        var bed = started(80);
        bed.sql("delete from " + bed.table());
        bed.settle();

        var figures = verify(bed);

        assertThat(figures.count("row_gone.held")).isEqualTo(80);
        assertThat(figures.unexplained()).isZero();
    }

    @Test
    void rows_that_were_deleted_unseen_are_counted_by_the_guard() {
        var bed = bed(
                SimulatorOptions.defaults().withRecords(80, 0, 0),
                List.of(Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL)),
                EngineSettings.defaults()
                        .withProof(new EngineSettings.Proof(
                                NEVER, 20, Duration.ofMinutes(2), LocalTime.of(7, 0), ZoneOffset.UTC)));
        started(bed);
        unseen(bed, "delete from " + bed.table());

        bed.run(Duration.ofMinutes(4));
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(80);
        assertThat(verify(bed).count("row_gone.held")).isEqualTo(80);
    }

    @Test
    void verify_explains_what_is_on_its_way() {
        var bed = still();
        update(bed, anyRecord(bed), "phone", "not taken in yet");

        var figures = verify(bed);

        assertThat(figures.count("value.pending")).isEqualTo(1);
        assertThat(figures.unexplained()).isZero();
    }

    @Test
    void verify_explains_a_record_edited_a_moment_ago() {
        var bed = still();
        bed.webhooks = false;
        bed.edit(anyRecord(bed), "phone", "not told yet");

        var figures = verify(bed);

        assertThat(figures.count("value.pending")).isEqualTo(1);
        assertThat(figures.unexplained()).isZero();
    }

    @Test
    void verify_changes_nothing_on_either_side() {
        var bed = still();
        unseen(bed, "update " + bed.table() + " set phone = 'unseen' where hubspot_id = '" + anyRecord(bed) + "'");
        var writes = bed.stats().path("writes").toString();

        verify(bed);
        bed.run(Duration.ofMinutes(1));

        assertThat(bed.stats().path("writes").toString()).isEqualTo(writes);
    }

    /** Plants a difference of each kind, and lets something find and mend them. */
    void mends(BiConsumer<Bed, String> planting, Bed bed, Duration within) {
        planting.accept(bed, anyRecord(bed));
        bed.run(within);
        bed.settle();

        assertThat(bed.differences()).isEmpty();
        assertThat(verify(bed).unexplained()).isZero();
    }

    @Test
    void the_row_sweep_mends_a_row_changed_unseen() {
        mends(this::changeUnseen, still(NEVER, Duration.ofMinutes(2), LocalTime.of(7, 0)), Duration.ofMinutes(3));
    }

    @Test
    void the_row_sweep_finds_rows_inserted_and_deleted_unseen() {
        var bed = still(NEVER, Duration.ofMinutes(2), LocalTime.of(7, 0));
        mends(
                (planted, record) -> {
                    unseen(planted, "insert into " + planted.table() + " (email) values ('unseen@example.com')");
                    unseen(planted, "delete from " + planted.table() + " where hubspot_id = '" + record + "'");
                },
                bed,
                Duration.ofMinutes(3));
        assertThat(bed.contactsInHubSpot()).hasSize(5);
    }

    @Test
    void the_rolling_verifier_mends_a_row_changed_unseen() {
        mends(this::changeUnseen, still(Duration.ofMinutes(5), NEVER, LocalTime.of(7, 0)), Duration.ofMinutes(8));
    }

    @Test
    void the_rolling_verifier_mends_a_record_whose_change_nobody_told() {
        mends(
                (bed, record) -> editUnseen(bed, record, "phone", "unseen"),
                still(Duration.ofMinutes(5), NEVER, LocalTime.of(7, 0)),
                Duration.ofMinutes(8));
    }

    @Test
    void the_rolling_verifier_mends_a_corrupted_base() {
        mends(
                (bed, record) -> corruptBase(bed),
                still(Duration.ofMinutes(5), NEVER, LocalTime.of(7, 0)),
                Duration.ofMinutes(8));
    }

    @Test
    void a_reconciliation_runs_at_its_hour_mends_and_is_recorded() {
        var bed = still(NEVER, NEVER, LocalTime.of(8, 10));
        changeUnseen(bed, anyRecord(bed));
        bed.run(Duration.ofMinutes(10));
        bed.settle();

        var runs = bed.store().reconciliations().runs(null, null, 10).items();
        assertThat(runs).hasSize(1);
        var run = runs.getFirst();
        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.startedAt())
                .isBetween(Instant.parse("2026-11-20T08:10:00Z"), Instant.parse("2026-11-20T08:10:05Z"));
        assertThat(run.figures()).containsEntry("value.unexplained", 1L).containsEntry("marked", 1L);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_reconciliation_that_is_killed_goes_on_where_it_was() {
        var bed = still();
        var asked = bed.store().reconciliations().request(ObjectType.CONTACTS, true, "test", false);
        bed.calls.before(Calls.path("/contacts"), () -> {
            throw new Bed.Killed();
        });
        assertThat(runUntilKilled(bed)).isTrue();

        bed.restart();
        bed.run(Duration.ofMinutes(1));

        var run = bed.store().reconciliations().run(asked.id()).orElseThrow();
        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.figures()).containsEntry("compared", 5L).containsEntry("records", 5L);
    }

    @Test
    void a_run_under_way_answers_for_a_new_one_unless_replaced() {
        var bed = still();
        var reconciliations = bed.store().reconciliations();

        var first = reconciliations.request(ObjectType.CONTACTS, true, "test", false);
        var second = reconciliations.request(ObjectType.CONTACTS, true, "test", false);
        var third = reconciliations.request(ObjectType.CONTACTS, true, "test", true);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(third.id()).isNotEqualTo(first.id());
        assertThat(reconciliations.run(first.id()).orElseThrow().state()).isEqualTo(State.REPLACED);
    }

    @Test
    void the_rolling_verifier_keeps_to_its_calls_a_minute() {
        var bed = bed(
                SimulatorOptions.defaults().withRecords(1_000, 0, 0),
                List.of(Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL)),
                EngineSettings.defaults()
                        .withProof(new EngineSettings.Proof(
                                Duration.ofMinutes(1), 2, NEVER, LocalTime.of(7, 0), ZoneOffset.UTC)));
        started(bed);
        bed.calls.made().clear();

        bed.run(Duration.ofMinutes(5));

        assertThat(bed.calls.made().stream().filter(call -> !call.endsWith("/search")))
                .hasSizeBetween(8, 11);
    }
}
