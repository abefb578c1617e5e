package dev.linchpin.database.links;

import static dev.linchpin.engine.model.ObjectType.COMPANIES;
import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.CapturedChange;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Disposition;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

abstract class LinksContract extends DatabaseContract {
    private static final HubSpotId RECORD = new HubSpotId("11");
    private static final RowKey ROW = new RowKey("1");

    LinksContract(Product product) {
        super(product);
    }

    private Link rowHalf(RowKey key) {
        return store.inTransaction(tx -> {
            tx.mark(List.of(new Mark.OfRow(CONTACTS, key, Cause.SQL)));
            return Objects.requireNonNull(tx.linksByRow(CONTACTS, List.of(key)).get(key));
        });
    }

    private boolean join(Link link, RowKey row, HubSpotId record, Set<Long> mine) {
        return tells(tx -> tx.join(link, row, record, mine));
    }

    private Link current(Link link) {
        return Objects.requireNonNull(map(tx -> tx.links(List.of(link.id()))).get(link.id()));
    }

    private boolean exists(Link link) {
        return !map(tx -> tx.links(List.of(link.id()))).isEmpty();
    }

    private List<Claim> claim() {
        return list(tx -> tx.claim(CONTACTS, 100, clock.instant()));
    }

    private CapturedChange edit(String oldKey, String newKey, Instant at, String... fields) {
        return new CapturedChange(
                0,
                CONTACTS,
                CapturedChange.Operation.UPDATE,
                new RowKey(oldKey),
                new RowKey(newKey),
                Set.of(fields),
                at);
    }

    @Test
    void a_link_reads_back_as_it_was_saved() {
        var link = linkOf("11")
                .withLinchpinId("4f1c")
                .withBase(Map.of(
                        "name",
                        new BasePair(Value.of("Ada \"Countess\" \\ \u2028 {}"), Value.of("ada")),
                        "stage",
                        new BasePair(Value.BLANK, Value.BLANK)))
                .withHubspotUpdatedAt(Instant.parse("2026-01-02T03:04:05.678Z"));

        run(tx -> tx.save(List.of(link)));

        assertThat(current(link)).isEqualTo(link);
        assertThat(map(tx -> tx.linksByRecord(CONTACTS, List.of(RECORD)))).containsOnlyKeys(RECORD);
        assertThat(map(tx -> tx.linksByLinchpinId(CONTACTS, List.of("4f1c", "other"))))
                .containsOnlyKeys("4f1c");
        assertThat(map(tx -> tx.linksByRecord(COMPANIES, List.of(RECORD)))).isEmpty();
        assertThat(map(tx -> tx.linksByRow(CONTACTS, List.of()))).isEmpty();
    }

    @Test
    void saving_leaves_the_row_and_the_times_of_edits_alone() {
        var link = wholeLink("1", "11");
        var at = Instant.parse("2026-01-02T03:04:05.678Z");
        run(tx -> tx.foldTimes(List.of(edit("1", "1", at, "name"))));

        run(tx -> tx.save(List.of(link)));

        assertThat(current(link).row()).isEqualTo(ROW);
        assertThat(current(link).localTimes()).containsExactly(Map.entry("name", at));
    }

    @Test
    void no_two_links_hold_the_same_record() {
        linkOf("11");
        var other = linkOf("12");

        assertThatThrownBy(() -> run(tx -> tx.save(List.of(other.withRecord(RECORD)))))
                .isInstanceOf(DatabaseException.class);
        assertThat(current(other).record()).isEqualTo(new HubSpotId("12"));
    }

    @Test
    void joining_makes_a_half_whole_and_absorbs_the_other_half_with_its_mark() {
        var record = linkOf("11");
        claim().forEach(claim ->
                run(tx -> tx.finish(List.of(new Disposition.Cleared(claim.link().id(), claim.sequence())))));
        var row = rowHalf(ROW);

        assertThat(join(record, ROW, RECORD, Set.of())).isTrue();

        assertThat(exists(row)).isFalse();
        assertThat(current(record).isWhole()).isTrue();
        assertThat(claim()).singleElement().satisfies(claim -> {
            assertThat(claim.link().id()).isEqualTo(record.id());
            assertThat(claim.cause()).isEqualTo(Cause.SQL);
        });
    }

    @Test
    void joining_is_refused_while_another_works_on_the_other_half() {
        var record = linkOf("11");
        var row = rowHalf(ROW);
        claim();

        assertThat(join(record, ROW, RECORD, Set.of())).isFalse();
        assertThat(join(record, ROW, RECORD, Set.of(record.id()))).isFalse();
        assertThat(exists(row)).isTrue();

        assertThat(join(record, ROW, RECORD, Set.of(row.id(), record.id()))).isTrue();
    }

    @Test
    void joining_never_takes_from_a_whole_link_or_another_intent() {
        wholeLink("1", "11");
        var late = linkOf("12");
        assertThat(join(late, ROW, new HubSpotId("12"), Set.of())).isFalse();

        var intent = rowHalf(new RowKey("2"));
        run(tx -> tx.save(List.of(intent.withLinchpinId("4f1c"))));
        assertThat(join(late, new RowKey("2"), new HubSpotId("12"), Set.of())).isFalse();
        assertThat(join(intent, new RowKey("2"), new HubSpotId("12"), Set.of()))
                .as("its own intent")
                .isTrue();
    }

    @Test
    void joining_a_link_that_ended_or_holds_something_else_is_refused() {
        var link = wholeLink("1", "11");
        assertThat(join(link, new RowKey("2"), RECORD, Set.of())).isFalse();
        run(tx -> tx.remove(link));
        assertThat(join(link, ROW, RECORD, Set.of())).isFalse();
    }

    @Test
    void links_of_records_without_a_row_come_newest_first() {
        var first = linkOf("11");
        var second = linkOf("12");
        wholeLink("1", "13");

        assertThat(ids(list(tx -> tx.recordHalves(CONTACTS, 10)))).containsExactly(second.id(), first.id());
        assertThat(ids(list(tx -> tx.recordHalves(CONTACTS, 1)))).containsExactly(second.id());
    }

    @Test
    void a_removed_link_takes_its_queue_entry_along() {
        var link = linkOf("11");

        run(tx -> tx.remove(link));

        assertThat(claim()).isEmpty();
        assertThat(linkOf("11").id()).as("numbers are never used twice").isGreaterThan(link.id());
    }

    @Test
    void an_ended_link_leaves_a_tombstone_that_is_found_by_row_and_by_record() {
        var link = wholeLink("1", "11");
        var tombstone = new Tombstone(
                CONTACTS, ROW, RECORD, "4f1c", true, false, Instant.parse("2026-01-02T03:04:05Z"), "row deleted");

        run(tx -> tx.end(link, tombstone));

        assertThat(exists(link)).isFalse();
        assertThat(map(tx -> tx.tombstonesByRow(CONTACTS, keys("1", "2")))).containsOnly(Map.entry(ROW, tombstone));
        assertThat(map(tx -> tx.tombstonesByRecord(CONTACTS, List.of(RECORD))))
                .containsOnly(Map.entry(RECORD, tombstone));

        run(tx -> tx.forget(List.of(tombstone)));
        assertThat(map(tx -> tx.tombstonesByRow(CONTACTS, List.of(ROW)))).isEmpty();
    }

    @Test
    void forgetting_one_tombstone_of_a_record_leaves_that_of_another_row() {
        var at = clock.instant();
        var one = new Tombstone(CONTACTS, ROW, RECORD, null, true, false, at, "row deleted");
        var other = new Tombstone(CONTACTS, new RowKey("2"), RECORD, null, false, true, at, "archived");
        var half = new Tombstone(CONTACTS, null, RECORD, null, false, true, at, "archived");
        for (var tombstone : List.of(one, other, half)) {
            var link = linkOf("99");
            run(tx -> tx.end(link, tombstone));
        }

        run(tx -> tx.forget(List.of(one, half)));

        assertThat(map(tx -> tx.tombstonesByRecord(CONTACTS, List.of(RECORD)))).containsValue(other);
        assertThat(map(tx -> tx.tombstonesByRow(CONTACTS, List.of(ROW)))).isEmpty();
    }

    @Test
    void rows_whose_record_is_gone_are_not_marked_as_unlinked() {
        person.does("insert into " + table + " (id) values (1), (2)");
        var gone = linkOf("11");
        var deleted = linkOf("12");
        run(tx -> {
            tx.end(gone, new Tombstone(CONTACTS, ROW, RECORD, null, false, true, clock.instant(), "archived"));
            tx.end(deleted, new Tombstone(CONTACTS, new RowKey("2"), null, null, true, false, clock.instant(), "x"));
            tx.markUnlinkedRows(contacts, null, 10);
        });

        assertThat(claim())
                .singleElement()
                .satisfies(claim -> assertThat(claim.link().row()).isEqualTo(new RowKey("2")));
    }

    @Test
    void joining_takes_over_when_the_row_was_edited() {
        var record = linkOf("11");
        rowHalf(ROW);
        var at = Instant.parse("2026-01-02T03:04:05.678Z");
        run(tx -> tx.foldTimes(List.of(edit("1", "1", at, "name"))));

        assertThat(join(record, ROW, RECORD, Set.of())).isTrue();

        assertThat(current(record).localTimes()).containsExactly(Map.entry("name", at));
    }

    @Test
    void a_row_was_edited_as_a_whole_when_it_was_inserted() {
        var link = wholeLink("1", "11");
        var inserted = Instant.parse("2026-01-02T03:04:05Z");
        var edited = inserted.plusSeconds(1);

        run(tx -> tx.foldTimes(List.of(
                new CapturedChange(1, CONTACTS, CapturedChange.Operation.INSERT, null, ROW, Set.of(), inserted),
                edit("1", "1", edited, "name"))));

        assertThat(current(link).editedInSql("name")).isEqualTo(edited);
        assertThat(current(link).editedInSql("stage")).isEqualTo(inserted);
    }

    @Test
    void a_link_follows_its_row_to_a_new_key() {
        var link = wholeLink("1", "11");

        run(tx -> tx.rekey(CONTACTS, Map.of(ROW, new RowKey("9"))));

        assertThat(current(link).row()).isEqualTo(new RowKey("9"));
    }

    @Test
    void what_is_remembered_of_a_row_that_lost_its_record_follows_it_to_a_new_key() {
        var to = new RowKey("9");
        var stays = new Tombstone(CONTACTS, ROW, RECORD, null, false, true, clock.instant(), "archived");
        var gone = new Tombstone(CONTACTS, ROW, null, null, true, true, clock.instant(), "deleted");
        for (var tombstone : List.of(gone, stays)) {
            var link = linkOf("99");
            run(tx -> tx.end(link, tombstone));
        }

        run(tx -> tx.rekey(CONTACTS, Map.of(ROW, to)));

        var found = map(tx -> tx.tombstonesByRow(CONTACTS, List.of(ROW, to)));
        assertThat(found.get(ROW)).isEqualTo(gone);
        assertThat(found.get(to)).extracting(Tombstone::record).isEqualTo(RECORD);
    }

    @Test
    void a_link_that_already_holds_the_new_key_stays() {
        var link = wholeLink("1", "11");
        var other = wholeLink("9", "12");

        run(tx -> tx.rekey(CONTACTS, Map.of(ROW, new RowKey("9"))));

        assertThat(current(link).row()).isEqualTo(ROW);
        assertThat(current(other).row()).isEqualTo(new RowKey("9"));
    }

    @Test
    void links_change_places_and_follow_each_other() {
        var one = wholeLink("1", "11");
        var two = wholeLink("2", "12");
        var three = wholeLink("3", "13");

        run(tx -> tx.rekey(
                CONTACTS, Map.of(ROW, new RowKey("2"), new RowKey("2"), ROW, new RowKey("3"), new RowKey("4"))));

        assertThat(current(one).row()).isEqualTo(new RowKey("2"));
        assertThat(current(two).row()).isEqualTo(ROW);
        assertThat(current(three).row()).isEqualTo(new RowKey("4"));
    }

    @Test
    void the_latest_edit_of_each_field_is_remembered_under_either_key() {
        var link = wholeLink("9", "11");
        var early = Instant.parse("2026-01-01T00:00:00Z");
        var late = early.plus(Duration.ofSeconds(1));

        run(tx -> tx.foldTimes(List.of(edit("1", "9", late, "name"), edit("9", "9", early, "name", "stage"))));
        run(tx -> tx.foldTimes(List.of(edit("9", "9", early, "name"), edit("7", "7", late, "stage"))));

        assertThat(current(link).localTimes()).isEqualTo(Map.of("name", late, "stage", early));
    }
}
