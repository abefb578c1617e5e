package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Announcements.Completeness;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Webhooks, polling and the journal: each is enough by itself, and polling tells what the others leave out. */
abstract class FeedsContract extends BedContract {
    FeedsContract(Place place) {
        super(place);
    }

    /** Sweeps are off, because they would find deletions in the feeds' place. */
    private Bed listeningTo(Set<Feed> feeds) {
        var byDefault = EngineSettings.defaults();
        var sweepEvery = feeds.equals(Set.of(Feed.POLLING)) ? Duration.ofMinutes(1) : Duration.ofDays(365);
        var settings = byDefault.withFeeds(
                new EngineSettings.Feeds(Duration.ofSeconds(30), Duration.ofMinutes(5), sweepEvery).withOn(feeds));
        var bed = bed(
                SimulatorOptions.defaults().withRecords(3, 0, 0),
                List.of(Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL)),
                settings);
        bed.webhooks = feeds.contains(Feed.WEBHOOKS);
        return started(bed);
    }

    private static String create(Bed bed, String email) {
        return bed.person("{\"objectType\":\"contacts\",\"properties\":{\"email\":\"" + email + "\"}}")
                .path("id")
                .asString();
    }

    private static Completeness figures(Bed bed, Feed feed) {
        return bed.inspection().feeds(bed.clock.instant().minus(Duration.ofDays(1))).stream()
                .filter(figures -> figures.feed() == feed)
                .findFirst()
                .orElse(new Completeness(feed, ObjectType.CONTACTS, 0, 0, null));
    }

    @ParameterizedTest
    @EnumSource
    void an_edit_in_hubspot_is_heard_of_by_each_feed_alone(Feed feed) {
        var bed = listeningTo(Set.of(feed));
        var record = anyRecord(bed);

        bed.edit(record, "phone", "+49 30 1");
        bed.run(Duration.ofMinutes(1));

        assertThat(inRow(bed, record, "phone")).isEqualTo("+49 30 1");
    }

    @ParameterizedTest
    @EnumSource
    void a_record_made_in_hubspot_is_heard_of_by_each_feed_alone(Feed feed) {
        var bed = listeningTo(Set.of(feed));

        var record = create(bed, "new@example.com");
        bed.run(Duration.ofMinutes(1));

        assertThat(inRow(bed, record, "email")).isEqualTo("new@example.com");
    }

    @ParameterizedTest
    @EnumSource
    void a_deletion_in_hubspot_is_heard_of_by_each_feed_alone(Feed feed) {
        var bed = listeningTo(Set.of(feed));
        var record = anyRecord(bed);

        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + record + "\",\"archive\":true}");
        bed.run(Duration.ofMinutes(2));

        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void an_edit_in_sql_makes_no_echo_with_any_feed(Feed feed) {
        var bed = listeningTo(Set.of(feed));
        var record = anyRecord(bed);

        update(bed, record, "phone", "+49 30 2");
        bed.settle();
        var writes = bed.stats().path("writes").toString();
        bed.run(Duration.ofMinutes(3));

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("+49 30 2");
        assertThat(bed.stats().path("writes").toString()).isEqualTo(writes);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void without_polling_hubspot_is_not_searched() {
        var bed = listeningTo(Set.of(Feed.JOURNAL));
        bed.calls.made().clear();

        bed.run(Duration.ofMinutes(10));

        assertThat(bed.calls.made()).noneMatch(call -> call.endsWith("/search"));
    }

    @Test
    void a_lost_answer_of_the_journal_loses_no_event() {
        var bed = listeningTo(Set.of(Feed.JOURNAL));
        var record = anyRecord(bed);
        bed.edit(record, "phone", "first");
        bed.run(Duration.ofSeconds(20));

        bed.edit(record, "phone", "second");
        bed.calls.loseAnswer(call -> call.uri().getPath().endsWith("/next"));
        bed.calls.loseAnswer(call -> call.uri().getPath().contains("/files/"));
        bed.run(Duration.ofSeconds(30));

        assertThat(inRow(bed, record, "phone")).isEqualTo("second");
    }

    @Test
    void a_file_of_the_journal_that_is_read_twice_is_told_once() {
        var bed = listeningTo(Set.of(Feed.JOURNAL));
        var record = anyRecord(bed);
        bed.edit(record, "phone", "first");
        bed.run(Duration.ofSeconds(20));
        var position = bed.value("select position from " + sync(bed, "sync_state") + " where feed = 'journal'");
        bed.edit(record, "phone", "second");
        bed.run(Duration.ofSeconds(20));
        var events = bed.value("select count(*) from " + sync(bed, "webhook_event"));

        bed.sql("update " + sync(bed, "sync_state") + " set position = '" + position + "' where feed = 'journal'");
        bed.run(Duration.ofSeconds(20));

        assertThat(bed.value("select count(*) from " + sync(bed, "webhook_event")))
                .isEqualTo(events);
        assertThat(inRow(bed, record, "phone")).isEqualTo("second");
    }

    @Test
    void the_offset_is_committed_together_with_the_events() {
        var bed = listeningTo(Set.of(Feed.JOURNAL));
        var record = anyRecord(bed);
        bed.edit(record, "phone", "before the kill");
        bed.calls.after(call -> call.uri().getPath().contains("/files/"), () -> {
            throw new Bed.Killed();
        });
        assertThat(runUntilKilled(bed)).isTrue();

        bed.restart();
        bed.run(Duration.ofSeconds(30));

        assertThat(inRow(bed, record, "phone")).isEqualTo("before the kill");
    }

    @Test
    void an_expired_offset_of_the_journal_is_made_up_for_by_a_poll_from_before() {
        var bed = listeningTo(Set.of(Feed.JOURNAL));
        var record = anyRecord(bed);
        bed.edit(record, "phone", "seen");
        bed.run(Duration.ofSeconds(30));
        assertThat(inRow(bed, record, "phone")).isEqualTo("seen");

        bed.kill();
        bed.edit(record, "phone", "lost to the journal");
        bed.clock.advance(Duration.ofDays(4));
        bed.start();
        bed.run(Duration.ofMinutes(1));

        assertThat(inRow(bed, record, "phone")).isEqualTo("lost to the journal");
    }

    @Test
    void the_end_of_the_journal_is_known_from_an_expired_offset() {
        var bed = listeningTo(Set.of(Feed.JOURNAL));
        bed.edit(anyRecord(bed), "phone", "seen");
        bed.run(Duration.ofSeconds(30));
        bed.set("{\"journal\":{\"endOfStreamStatus\":404}}");
        bed.calls.made().clear();

        bed.run(Duration.ofMinutes(1));

        assertThat(bed.calls.made()).noneMatch(call -> call.endsWith("/search"));
    }

    private static String sync(Bed bed, String table) {
        return bed.table().contains(".") ? "linchpin." + table : "linchpin_" + table;
    }

    // --- referee ---------------------------------------------------------------------------------------------------

    @Test
    void a_lost_webhook_is_counted_against_the_webhooks() {
        var bed = listeningTo(Set.of(Feed.WEBHOOKS, Feed.POLLING));
        var record = anyRecord(bed);
        bed.edit(record, "phone", "told");
        bed.run(Duration.ofMinutes(2));

        bed.webhooks = false;
        bed.edit(record, "phone", "lost");
        bed.run(Duration.ofMinutes(7));

        assertThat(inRow(bed, record, "phone")).isEqualTo("lost");
        var figures = figures(bed, Feed.WEBHOOKS);
        assertThat(figures.told()).isEqualTo(1);
        assertThat(figures.missed()).isEqualTo(1);
        assertThat(figures.share()).isEqualTo(0.5);
        assertThat(figures.lastAt())
                .as("not when it missed one")
                .isBefore(bed.clock.instant().minus(Duration.ofMinutes(7)));
    }

    @Test
    void a_webhook_that_comes_within_the_grace_is_not_missed() {
        var bed = listeningTo(Set.of(Feed.WEBHOOKS, Feed.POLLING));
        var record = anyRecord(bed);

        bed.webhooks = false;
        bed.edit(record, "phone", "late");
        bed.run(Duration.ofSeconds(50));
        bed.webhooks = true;
        bed.run(Duration.ofMinutes(9));

        assertThat(figures(bed, Feed.WEBHOOKS).missed()).isZero();
    }

    @Test
    void our_own_writes_and_touches_of_other_properties_are_not_missed() {
        var bed = listeningTo(Set.of(Feed.WEBHOOKS, Feed.POLLING));
        var record = anyRecord(bed);

        bed.webhooks = false;
        update(bed, record, "phone", "ours");
        bed.edit(anyRecord(bed), "website", "https://example.com");
        bed.run(Duration.ofMinutes(8));

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("ours");
        assertThat(figures(bed, Feed.WEBHOOKS).missed()).isZero();
    }

    // --- search lag ------------------------------------------------------------------------------------------------

    @Test
    void a_search_lag_that_grows_beyond_the_overlap_makes_no_poll_lose_a_change() {
        var bed = listeningTo(Set.of(Feed.POLLING));
        var ids = List.copyOf(bed.contactsInHubSpot().keySet());
        bed.run(Duration.ofMinutes(20));

        bed.set("{\"searchLag\":\"12m\"}");
        update(bed, ids.get(0), "phone", "ours, by which the lag is measured");
        bed.run(Duration.ofSeconds(5));
        bed.edit(ids.get(1), "phone", "indexed late");
        bed.run(Duration.ofSeconds(5));
        bed.set("{\"searchLag\":\"1s\"}");
        for (var minute = 0; minute < 16; minute++) {
            bed.edit(
                    ids.get(2),
                    "jobtitle",
                    UUID.nameUUIDFromBytes(new byte[] {(byte) minute}).toString());
            bed.run(Duration.ofMinutes(1));
        }

        assertThat(inRow(bed, ids.get(1), "phone")).isEqualTo("indexed late");
        assertThat(Objects.requireNonNull(
                        bed.value("select position from " + sync(bed, "sync_state") + " where feed = 'lag:contacts'")))
                .isNotEmpty();
    }
}
