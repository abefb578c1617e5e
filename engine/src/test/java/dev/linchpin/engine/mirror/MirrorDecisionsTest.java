package dev.linchpin.engine.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a mirror decides, apart from doing it. */
class MirrorDecisionsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:07:30Z");
    private static final ObjectType DEALS = new ObjectType("deals");

    private static Timetable quarterly(int offsetMinutes) {
        return new Timetable(Duration.ofMinutes(15), Duration.ofMinutes(offsetMinutes));
    }

    @Test
    void runs_keep_their_distance_by_the_clock() {
        assertThat(quarterly(0).after(NOW)).isEqualTo("2026-11-20T08:15:00Z");
        assertThat(quarterly(5).after(NOW)).isEqualTo("2026-11-20T08:20:00Z");
        assertThat(quarterly(10).after(NOW)).isEqualTo("2026-11-20T08:10:00Z");
        assertThat(quarterly(25).after(NOW)).isEqualTo("2026-11-20T08:10:00Z");
        assertThat(quarterly(0).after(Instant.parse("2026-11-20T08:15:00Z"))).isEqualTo("2026-11-20T08:30:00Z");
    }

    @Test
    void a_mirror_that_never_ran_or_missed_its_time_is_due_at_once() {
        assertThat(quarterly(5).due(null, NOW)).isEqualTo(NOW);
        assertThat(quarterly(5).due(NOW.minus(Duration.ofHours(2)), NOW)).isBefore(NOW);
        assertThat(quarterly(5).due(NOW, NOW)).isEqualTo("2026-11-20T08:20:00Z");
    }

    @Test
    void a_timetable_without_a_pause_is_refused() {
        assertThatThrownBy(() -> new Timetable(Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hubspots_clock_is_reckoned_from_what_was_seen_and_the_time_since() {
        var seen = HubSpotTime.unknown(NOW).seen(NOW.minusSeconds(60), NOW);

        assertThat(seen.at(NOW)).isEqualTo(NOW.minusSeconds(60));
        assertThat(seen.at(NOW.plusSeconds(600))).isEqualTo(NOW.plusSeconds(540));
        assertThat(seen.at(NOW.minusSeconds(30))).isEqualTo(NOW.minusSeconds(90));
        assertThat(seen.seen(NOW.minusSeconds(3_000), NOW)).isEqualTo(seen);
    }

    @Test
    void a_clock_that_is_wrong_by_hours_does_not_matter_while_it_goes_on_evenly() {
        var behind = NOW.minus(Duration.ofHours(3));
        var ahead = NOW.plus(Duration.ofHours(3));

        assertThat(HubSpotTime.unknown(ahead).seen(NOW, ahead).at(ahead.plusSeconds(5)))
                .as("a guess from a clock ahead is not bettered by what is older")
                .isEqualTo(ahead.minus(Duration.ofMinutes(10)).plusSeconds(5));
        assertThat(HubSpotTime.unknown(behind).seen(NOW, behind).at(behind.plusSeconds(5)))
                .as("never far ahead of our own")
                .isEqualTo(behind.plusSeconds(65));
    }

    @Test
    void a_watermark_never_goes_back() {
        var position = Position.START.seen(NOW, NOW).changesTaken(NOW);

        assertThat(position.watermark()).isEqualTo(NOW);
        assertThat(position.changesTaken(NOW.minusSeconds(100)).watermark()).isEqualTo(NOW);
        assertThat(position.changesTaken(NOW.plusSeconds(100)).watermark()).isEqualTo(NOW.plusSeconds(100));
    }

    @Test
    void listing_is_cheaper_when_much_of_everything_was_modified() {
        assertThat(Changes.isListingCheaper(1_000_000, 1_000_000, 50)).isTrue();
        assertThat(Changes.isListingCheaper(600_000, 1_000_000, 50)).isTrue();
        assertThat(Changes.isListingCheaper(20_000, 1_000_000, 50)).isFalse();
        assertThat(Changes.isListingCheaper(600_000, 1_000_000, 500))
                .as("pages of long lists cost two calls")
                .isFalse();
        assertThat(Changes.isListingCheaper(1_000_000, 1_000_000, 500)).isFalse();
    }

    private static Fate fate(OnRecordArchived policy, boolean archived, boolean merged, @Nullable Instant markedAt) {
        return Fate.of(policy, archived, merged, markedAt, NOW);
    }

    @Test
    void rows_of_archived_records_go_by_the_policy() {
        assertThat(fate(OnRecordArchived.DELETE, true, false, null)).isEqualTo(Fate.DELETED);
        assertThat(fate(OnRecordArchived.MARK, true, false, null)).isEqualTo(Fate.MARKED);
        assertThat(fate(OnRecordArchived.MARK, true, false, NOW.minusSeconds(5)))
                .isEqualTo(Fate.STAYS);
        assertThat(fate(OnRecordArchived.MARK, false, true, null)).isEqualTo(Fate.MARKED);
        assertThat(fate(OnRecordArchived.UNLINK, false, false, null)).isEqualTo(Fate.STAYS);
    }

    @Test
    void a_record_that_is_not_even_in_the_recycle_bin_was_erased_unless_the_bin_was_emptied() {
        assertThat(fate(OnRecordArchived.MARK, false, false, null)).isEqualTo(Fate.DELETED);
        assertThat(fate(OnRecordArchived.MARK, false, false, NOW.minus(Duration.ofDays(20))))
                .isEqualTo(Fate.DELETED);
        assertThat(fate(OnRecordArchived.MARK, false, false, NOW.minus(Duration.ofDays(100))))
                .isEqualTo(Fate.STAYS);
    }

    private static PropertyDefinition property(String name, FieldType type) {
        return new PropertyDefinition(name, name, type, false, false, false);
    }

    private static final List<PropertyDefinition> CATALOGUE = List.of(
            property("dealname", FieldType.TEXT),
            property("amount", FieldType.NUMBER),
            property("created_at", FieldType.TEXT),
            property("hs_lastmodifieddate", FieldType.DATETIME));

    @Test
    void a_table_has_a_column_for_each_property_and_the_modification_by_both_of_its_names() {
        var settings = MirrorSettings.of(DEALS, "hubspot_deals");
        var table = MirrorTable.of(settings, CATALOGUE);

        assertThat(table.columns())
                .containsExactly(
                        new MirrorTable.Column("dealname", "dealname", FieldType.TEXT),
                        new MirrorTable.Column("amount", "amount", FieldType.NUMBER),
                        new MirrorTable.Column("lastmodifieddate", "hs_lastmodifieddate", FieldType.DATETIME),
                        new MirrorTable.Column("hs_lastmodifieddate", "hs_lastmodifieddate", FieldType.DATETIME));
        assertThat(table.properties()).containsExactly("dealname", "amount", "hs_lastmodifieddate");
        assertThat(MirrorTable.leftOut(settings, CATALOGUE)).containsExactly("created_at");
    }

    @Test
    void all_properties_are_read_for_the_json_and_only_some_have_columns() {
        var settings = MirrorSettings.of(DEALS, "hubspot_deals")
                .withProperties(List.of("amount", "gone"))
                .withJson(true);

        var table = MirrorTable.of(settings, CATALOGUE);

        assertThat(table.columns())
                .extracting(MirrorTable.Column::name)
                .containsExactly("amount", "lastmodifieddate", "hs_lastmodifieddate");
        assertThat(table.properties())
                .containsExactlyInAnyOrder("amount", "hs_lastmodifieddate", "dealname", "created_at");
    }
}
