package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.Deletes.OnRowDeleted;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Records that are gone for good: what it takes to believe it, what is forgotten, and who is not sent back. */
abstract class ErasuresContract extends BedContract {
    private static final List<String> OWN_TABLES = List.of(
            "link",
            "sync_queue",
            "change_log",
            "webhook_event",
            "outgoing_write",
            "tombstone",
            "conflict",
            "dead_letter",
            "sync_log",
            "absence",
            "erasure",
            "erased_identity");

    ErasuresContract(Place place) {
        super(place);
    }

    private Bed started(OnRecordArchived onRecord) {
        var all = Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL);
        var mapping = new ObjectMapping(
                all.type(), all.layout(), all.fields(), all.identity(), new Deletes(OnRowDeleted.ARCHIVE, onRecord));
        return started(
                bed(SimulatorOptions.defaults().withRecords(3, 0, 0), List.of(mapping), EngineSettings.defaults()));
    }

    /** A privacy deletion; HubSpot tells by a webhook, if those are on. */
    private static void erase(Bed bed, String record) {
        var answer = bed.hubspot.handle(SimulatedRequest.of(
                "POST",
                "/crm/objects/2026-09/contacts/gdpr-delete",
                "pat-simulator",
                "{\"objectId\":\"" + record + "\"}"));
        assertThat(answer.status()).isEqualTo(204);
    }

    private static void look(Bed bed, String record) {
        bed.engine()
                .desk()
                .look(List.of(new Mark.OfRecord(bed.contacts().type(), new HubSpotId(record), Cause.PERSON)));
    }

    private String own(String table) {
        return place.table(ObjectType.CONTACTS).contains(".") ? "linchpin." + table : "linchpin_" + table;
    }

    /** Everything that Linchpin's own tables hold, as text. */
    private String kept(Bed bed) {
        var text = new StringBuilder();
        for (var table : OWN_TABLES) {
            bed.query("select * from " + own(table))
                    .forEach(row -> text.append(row).append('\n'));
        }
        return text.toString();
    }

    @Test
    void a_privacy_deletion_deletes_the_row_by_policy_and_all_that_was_kept_about_the_person() {
        var bed = started(OnRecordArchived.DELETE);
        var record = anyRecord(bed);
        update(bed, record, "phone", "+49 30 5550199");
        bed.settle();
        bed.kill();
        update(bed, record, "jobtitle", "Secret Keeper");
        bed.edit(record, "jobtitle", "Keeper of Secrets");
        bed.start();
        bed.settle();
        assertThat(kept(bed)).contains("5550199", "Secret Keeper", "Keeper of Secrets");
        var email = String.valueOf(inRow(bed, record, "email"));

        erase(bed, record);
        bed.settle();

        assertThat(inRow(bed, record, "id")).isNull();
        assertThat(bed.differences()).isEmpty();
        assertThat(kept(bed)).doesNotContain("5550199", "Secret Keeper", "Keeper of Secrets", email);
        assertThat(bed.inspection().journal(Filter.NONE, null, 100).items())
                .filteredOn(view -> new HubSpotId(record).equals(view.entry().record()))
                .singleElement()
                .satisfies(view -> {
                    assertThat(view.entry().action()).isEqualTo(Action.ERASE);
                    assertThat(view.entry().row()).isNull();
                });
    }

    @Test
    void a_privacy_deletion_marks_or_leaves_the_row_where_the_policy_says_so() {
        for (var policy : List.of(OnRecordArchived.MARK, OnRecordArchived.UNLINK)) {
            var bed = started(policy);
            var record = anyRecord(bed);

            erase(bed, record);
            bed.settle();

            assertThat(inRow(bed, record, "id")).isNotNull();
            assertThat(inRow(bed, record, "deleted_at") != null).isEqualTo(policy == OnRecordArchived.MARK);
            assertThat(kept(bed)).doesNotContain(String.valueOf(inRow(bed, record, "email")));
            bed.close();
        }
    }

    @Test
    void a_person_deleted_for_privacy_is_not_sent_back_by_a_later_insert_unless_somebody_allows_it() {
        for (var choice : List.of(new Choice.DatabaseHolds(), new Choice.HubSpotHolds())) {
            var bed = started(OnRecordArchived.DELETE);
            var record = anyRecord(bed);
            var email = String.valueOf(inRow(bed, record, "email"));
            erase(bed, record);
            bed.settle();

            bed.sql("insert into " + bed.table() + " (email, firstname) values ('"
                    + email.toUpperCase(java.util.Locale.ROOT) + "', 'Back')");
            bed.sql("insert into " + bed.table() + " (email, firstname) values ('other@example.com', 'Other')");
            bed.settle();

            assertThat(bed.contactsInHubSpot()).hasSize(3);
            var conflict = conflicts(bed).getFirst();
            assertThat(conflicts(bed)).hasSize(1);
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.ERASED);
            assertThat(bed.engine().desk().resolve(conflict.id(), choice, OptionalInt.empty()))
                    .isInstanceOf(Verdict.Accepted.class);
            bed.settle();

            assertThat(conflicts(bed)).isEmpty();
            assertThat(bed.contactsInHubSpot()).hasSize(choice instanceof Choice.DatabaseHolds ? 4 : 3);
            assertThat(bed.differences()).isEmpty();
            bed.close();
        }
    }

    @Test
    void a_person_deleted_for_privacy_is_known_again_though_the_deletion_was_told_first() {
        var bed = started(OnRecordArchived.DELETE);
        var record = anyRecord(bed);
        var email = String.valueOf(inRow(bed, record, "email"));
        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + record + "\",\"archive\":true}");
        bed.settle();
        assertThat(inRow(bed, record, "id")).isNull();

        bed.store().inTransaction(tx -> {
            tx.erasures().announce(ObjectType.CONTACTS, new HubSpotId(record), bed.clock.instant());
            tx.mark(List.of(new Mark.OfRecord(ObjectType.CONTACTS, new HubSpotId(record), Cause.WEBHOOK)));
            return true;
        });
        bed.settle();
        assertThat(kept(bed)).doesNotContain(email);
        bed.sql("insert into " + bed.table() + " (email, firstname) values ('" + email + "', 'Back')");
        bed.settle();

        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.ERASED));
    }

    @Test
    void a_record_that_a_read_does_not_find_is_gone_only_after_a_complete_sweep() {
        var bed = started(OnRecordArchived.DELETE);
        var record = anyRecord(bed);
        bed.webhooks = false;
        for (var page = 0; page < 3; page++) {
            bed.calls.loseAnswer(
                    call -> call.method().equals("GET") && path("/contacts").test(call));
        }
        erase(bed, record);
        look(bed, record);
        bed.run(Duration.ofSeconds(3));
        assertThat(inRow(bed, record, "id")).as("a read alone proves nothing").isNotNull();

        bed.run(Duration.ofMinutes(2));

        assertThat(inRow(bed, record, "id")).isNull();
        assertThat(bed.differences()).isEmpty();
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items()).isEmpty();
    }

    @Test
    void evidence_against_a_record_outlives_the_process_that_found_it() {
        var bed = started(OnRecordArchived.DELETE);
        var record = anyRecord(bed);
        bed.webhooks = false;
        erase(bed, record);
        look(bed, record);
        bed.run(Duration.ofMillis(500));
        bed.kill();
        assertThat(bed.value("select count(*) from " + own("absence"))).isEqualTo("1");

        bed.start();
        bed.run(Duration.ofMinutes(2));

        assertThat(inRow(bed, record, "id")).isNull();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_record_is_gone_once_the_archived_one_that_it_was_merged_into_is_erased() {
        var bed = started(OnRecordArchived.DELETE);
        var records = bed.contactsInHubSpot().keySet().stream().sorted().toList();
        bed.webhooks = false;
        var survivor = bed.person("{\"objectType\":\"contacts\",\"id\":\"" + records.get(1) + "\",\"mergeInto\":\""
                        + records.get(0) + "\"}")
                .path("id")
                .asString();
        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + survivor + "\",\"archive\":true}");
        bed.kill();
        bed.sql("update " + bed.table() + " set phone = 'edited' where hubspot_id = '" + records.get(0) + "'");
        bed.start();
        bed.run(Duration.ofMinutes(70));
        assertThat(bed.value("select survivor from " + own("absence"))).isEqualTo(survivor);

        erase(bed, survivor);
        look(bed, records.get(0));
        bed.run(Duration.ofMinutes(70));

        assertThat(bed.query("select survivor, swept_at is null from " + own("absence")))
                .singleElement()
                .satisfies(row -> assertThat(row.getFirst()).isNull());
        assertThat(conflicts(bed)).hasSize(1);
    }

    @Test
    void a_record_that_the_sweep_finds_was_never_gone() {
        var bed = started(OnRecordArchived.DELETE);
        var record = anyRecord(bed);
        bed.store()
                .inTransaction(tx -> tx.absences()
                        .missed(tx.linksByRecord(ObjectType.CONTACTS, List.of(new HubSpotId(record)))
                                .values()));

        bed.run(Duration.ofMinutes(2));

        assertThat(inRow(bed, record, "id")).isNotNull();
        assertThat(bed.value("select count(*) from " + own("absence"))).isEqualTo("0");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_row_edited_while_its_record_went_for_good_is_a_conflict_that_can_be_settled_either_way() {
        for (var choice : List.of(new Choice.DatabaseHolds(), new Choice.HubSpotHolds())) {
            var bed = started(OnRecordArchived.DELETE);
            var record = anyRecord(bed);
            bed.webhooks = false;
            bed.kill();
            erase(bed, record);
            update(bed, record, "phone", "edited");
            bed.start();
            bed.run(Duration.ofMinutes(2));
            assertThat(conflicts(bed))
                    .singleElement()
                    .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.DELETED_AND_EDITED));

            assertThat(bed.engine().desk().resolve(conflicts(bed).getFirst().id(), choice, OptionalInt.empty()))
                    .isInstanceOf(Verdict.Accepted.class);
            bed.settle();

            assertThat(bed.contactsInHubSpot()).hasSize(choice instanceof Choice.DatabaseHolds ? 3 : 2);
            assertThat(conflicts(bed)).isEmpty();
            assertThat(bed.differences()).isEmpty();
            bed.close();
        }
    }
}
