package dev.linchpin.engine.cycle;

import static dev.linchpin.engine.cycle.Given.base;
import static dev.linchpin.engine.cycle.Given.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.Deletes.OnRowDeleted;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Row;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkPlanTest {
    private static final Map<String, BasePair> BASES = Map.of("phone", base("111"));
    private static final HubSpotRecord SURVIVOR = Given.record(Map.of("hs_phone", "333"));

    enum RowIs {
        ABSENT,
        UNCHANGED,
        EDITED
    }

    enum RecordIs {
        LIVE,
        LIVE_EDITED,
        ARCHIVED,
        ARCHIVED_EDITED,
        MERGED,
        UNKNOWN
    }

    enum Plan {
        MERGE,
        AS_ROW_DELETED,
        AS_RECORD_ARCHIVED,
        ROW_RETURNED,
        END,
        NOTHING_LEFT,
        DELETED_AND_EDITED,
        MERGED_AWAY,
        AWAIT
    }

    @ParameterizedTest(name = "row {0}, record {1}: {2}, while archiving {3}")
    @CsvSource({
        "ABSENT,    LIVE,            AS_ROW_DELETED,     AS_ROW_DELETED",
        "ABSENT,    LIVE_EDITED,     AS_ROW_DELETED,     AS_ROW_DELETED",
        "ABSENT,    ARCHIVED,        END,                END",
        "ABSENT,    ARCHIVED_EDITED, END,                DELETED_AND_EDITED",
        "ABSENT,    MERGED,          MERGED_AWAY,            MERGED_AWAY",
        "ABSENT,    UNKNOWN,         NOTHING_LEFT,       AWAIT",
        "UNCHANGED, LIVE,            MERGE,              MERGE",
        "UNCHANGED, LIVE_EDITED,     MERGE,              MERGE",
        "UNCHANGED, ARCHIVED,        AS_RECORD_ARCHIVED, ROW_RETURNED",
        "UNCHANGED, ARCHIVED_EDITED, AS_RECORD_ARCHIVED, ROW_RETURNED",
        "UNCHANGED, MERGED,          MERGED_AWAY,            MERGED_AWAY",
        "UNCHANGED, UNKNOWN,         AWAIT,              AWAIT",
        "EDITED,    LIVE,            MERGE,              MERGE",
        "EDITED,    LIVE_EDITED,     MERGE,              MERGE",
        "EDITED,    ARCHIVED,        DELETED_AND_EDITED, ROW_RETURNED",
        "EDITED,    ARCHIVED_EDITED, DELETED_AND_EDITED, ROW_RETURNED",
        "EDITED,    MERGED,          MERGED_AWAY,            MERGED_AWAY",
        "EDITED,    UNKNOWN,         AWAIT,              AWAIT",
    })
    void every_combination_of_row_and_record_has_its_plan(RowIs row, RecordIs record, Plan plan, Plan whileArchiving) {
        for (var onRow : OnRowDeleted.values()) {
            for (var onRecord : OnRecordArchived.values()) {
                var deletes = new Deletes(onRow, onRecord);
                assertThat(plan(deletes, row, record, false)).isEqualTo(expected(plan, deletes, row, record));
                assertThat(plan(deletes, row, record, true)).isEqualTo(expected(whileArchiving, deletes, row, record));
            }
        }
    }

    private static LinkPlan plan(Deletes deletes, RowIs row, RecordIs record, boolean archiving) {
        return LinkPlan.of(Given.mapping(deletes, text("phone")), BASES, row(row), state(record), archiving);
    }

    private static LinkPlan expected(Plan plan, Deletes deletes, RowIs rowIs, RecordIs recordIs) {
        var row = row(rowIs);
        return switch (plan) {
            case MERGE -> new LinkPlan.Merge(present(row), record(recordIs));
            case AS_ROW_DELETED ->
                switch (deletes.rowDeleted()) {
                    case ARCHIVE ->
                        recordIs == RecordIs.LIVE_EDITED
                                ? expected(Plan.DELETED_AND_EDITED, deletes, rowIs, recordIs)
                                : new LinkPlan.ArchiveRecord();
                    case UNLINK -> new LinkPlan.End(true, false, "row deleted");
                    case IGNORE -> new LinkPlan.ForgetRow(recordIs == RecordIs.LIVE_EDITED);
                };
            case AS_RECORD_ARCHIVED -> new LinkPlan.DropRow(present(row), deletes.recordArchived());
            case ROW_RETURNED -> new LinkPlan.RowReturned();
            case END -> new LinkPlan.End(true, true, "deleted on both sides");
            case NOTHING_LEFT -> new LinkPlan.End(true, false, "neither the row nor the record exists");
            case DELETED_AND_EDITED ->
                new LinkPlan.DeletedAndEdited(
                        List.of("phone"),
                        switch (recordIs) {
                            case LIVE_EDITED -> "The row was deleted; the record was edited in HubSpot";
                            default ->
                                rowIs == RowIs.ABSENT
                                        ? "The row was deleted; the record, now archived, had been edited in HubSpot"
                                        : "The record was archived in HubSpot; the row was edited";
                        });
            case MERGED_AWAY -> new LinkPlan.MergedAway(SURVIVOR, row);
            case AWAIT -> new LinkPlan.Await();
        };
    }

    @Test
    void a_value_that_was_never_agreed_on_is_in_a_deletions_way() {
        var mine = row(RowIs.EDITED);
        assertThat(LinkPlan.of(Given.mapping(text("phone")), Map.of(), mine, state(RecordIs.ARCHIVED), false))
                .isInstanceOf(LinkPlan.DeletedAndEdited.class);
        assertThat(LinkPlan.of(Given.mapping(text("phone")), Map.of(), null, state(RecordIs.LIVE), false))
                .isInstanceOf(LinkPlan.DeletedAndEdited.class);
    }

    @Test
    void a_deletion_names_every_field_that_was_edited() {
        var mapping = Given.mapping(text("phone"), text("city"), text("name"));
        var bases = Map.of("phone", base("111"), "city", base("Rome"), "name", base("Ada"));
        var record = Given.record(Map.of("hs_phone", "222", "hs_name", "Ada"));
        assertThat(LinkPlan.of(mapping, bases, null, new RecordState.Live(record), false))
                .isInstanceOfSatisfying(
                        LinkPlan.DeletedAndEdited.class,
                        plan -> assertThat(plan.fields()).containsExactly("phone", "city"));
    }

    @Test
    void what_hubspot_made_of_a_value_is_no_edit_in_a_deletions_way() {
        var mapping = Given.mapping(Given.field("size", FieldType.NUMBER, Direction.BOTH, Policy.MANUAL), text("name"));
        var bases = Map.of("size", base("1.5"), "name", base(" Ada ", "Ada"));
        var record = Given.record(Map.of("hs_size", "1.50", "hs_name", "Ada"));
        assertThat(LinkPlan.of(mapping, bases, null, new RecordState.Live(record), false))
                .isEqualTo(new LinkPlan.ArchiveRecord());
        var row = Given.row(Map.of("size", "1.5", "name", " Ada "));
        assertThat(LinkPlan.of(mapping, bases, row, new RecordState.Archived(record), false))
                .isEqualTo(new LinkPlan.DropRow(row, OnRecordArchived.DELETE));
    }

    @Test
    void clearing_a_value_is_an_edit_in_a_deletions_way() {
        var row = Given.row(Map.of());
        assertThat(LinkPlan.of(mapping(), BASES, row, state(RecordIs.ARCHIVED), false))
                .isInstanceOf(LinkPlan.DeletedAndEdited.class);
        var cleared = new RecordState.Live(Given.record(Map.of()));
        assertThat(LinkPlan.of(mapping(), BASES, null, cleared, false)).isInstanceOf(LinkPlan.DeletedAndEdited.class);
    }

    @Test
    void an_edit_carried_by_a_settled_write_is_not_in_a_deletions_way() {
        var settled = Map.of("phone", base("222"));
        assertThat(LinkPlan.of(mapping(), settled, null, state(RecordIs.LIVE_EDITED), false))
                .isEqualTo(new LinkPlan.ArchiveRecord());
    }

    private static ObjectMapping mapping() {
        return Given.mapping(text("phone"));
    }

    private static @Nullable Row row(RowIs is) {
        return switch (is) {
            case ABSENT -> null;
            case UNCHANGED -> Given.row(Map.of("phone", "111"));
            case EDITED -> Given.row(Map.of("phone", "333"));
        };
    }

    private static Row present(@Nullable Row row) {
        return Objects.requireNonNull(row, "the plan needs a row");
    }

    private static HubSpotRecord record(RecordIs is) {
        var edited = is == RecordIs.LIVE_EDITED || is == RecordIs.ARCHIVED_EDITED;
        return Given.record(Map.of("hs_phone", edited ? "222" : "111"));
    }

    private static RecordState state(RecordIs is) {
        return switch (is) {
            case LIVE, LIVE_EDITED -> new RecordState.Live(record(is));
            case ARCHIVED, ARCHIVED_EDITED -> new RecordState.Archived(record(is));
            case MERGED -> new RecordState.MergedInto(SURVIVOR);
            case UNKNOWN -> new RecordState.Unknown();
        };
    }
}
