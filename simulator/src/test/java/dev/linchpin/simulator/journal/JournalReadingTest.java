package dev.linchpin.simulator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalReadingTest extends JournalAccount {

    @Test
    @Fact({"journal/offsets", "journal/end-of-stream", "journal/unknown-offset"})
    void offsets_lead_from_file_to_file_until_the_end() {
        subscribe("\"CREATE\"", "");
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
        assertThat(get(JOURNAL + "/latest").status()).isEqualTo(204);
        publish(3);
        String first = get(JOURNAL + "/earliest").text("/currentOffset");
        String second = next(first).text("/currentOffset");
        String third = next(second).text("/currentOffset");
        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        assertThat(get(JOURNAL + "/latest").text("/currentOffset")).isEqualTo(third);
        assertThat(next(third).status()).isEqualTo(204);
        assertThat(next("550e8400-e29b-41d4-a716-446655440000").status()).isEqualTo(404);
        account.set("{\"journal\":{\"endOfStreamStatus\":404}}");
        assertThat(next(third).status()).isEqualTo(404);
    }

    @Test
    @Fact("journal/batches")
    void several_files_are_told_at_once_up_to_100() {
        subscribe("\"CREATE\"", "");
        publish(4);
        List<String> all = offsets(get(JOURNAL + "/batch/earliest/100"));
        assertThat(all).hasSize(4);
        assertThat(offsets(get(JOURNAL + "/batch/earliest/2"))).isEqualTo(all.subList(0, 2));
        assertThat(offsets(get(JOURNAL + "/batch/latest/3"))).isEqualTo(all.subList(1, 4));
        assertThat(offsets(get(JOURNAL + "/batch/" + all.getFirst() + "/next/2")))
                .isEqualTo(all.subList(1, 3));
        assertThat(offsets(get(JOURNAL + "/batch/" + all.getLast() + "/next/2")))
                .isEmpty();
        for (String bad : List.of("0", "101", "x")) {
            assertThat(get(JOURNAL + "/batch/earliest/" + bad).status()).isEqualTo(400);
        }
        Answer read = call("POST", JOURNAL + "/batch/read", "{\"inputs\":[\"" + all.get(2) + "\",\"nothing\"]}");
        assertThat(read.status()).isEqualTo(207);
        assertThat(offsets(read)).containsExactly(all.get(2));
        assertThat(read.json().at("/errors/0/context/ids/0").asString()).isEqualTo("nothing");
        assertThat(call("POST", JOURNAL + "/batch/read", "{\"inputs\":[\"" + all.get(2) + "\"]}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Fact("journal/local")
    void the_local_journal_is_that_of_one_account() {
        subscribe("\"CREATE\"", "");
        publish(1);
        String local = "/webhooks-journal/journal-local/2026-09/earliest";
        assertThat(get(local + "?installPortalId=4242").text("/currentOffset"))
                .isEqualTo(get(JOURNAL + "/earliest").text("/currentOffset"));
        assertThat(get(local + "?installPortalId=1").status()).isEqualTo(204);
    }

    @Test
    @Fact("journal/retention")
    void files_are_dropped_after_three_days() {
        subscribe("\"CREATE\"", "");
        publish(2);
        String first = get(JOURNAL + "/earliest").text("/currentOffset");
        account.advance(Duration.ofDays(3).minusSeconds(5));
        String second = get(JOURNAL + "/earliest").text("/currentOffset");
        assertThat(second).isNotEqualTo(first);
        assertThat(next(first).status()).isEqualTo(404);
        account.advance(Duration.ofSeconds(5));
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
    }

    @Test
    @Fact("journal/signed-url")
    void the_url_of_a_file_works_for_a_while_and_cannot_be_made_up() {
        subscribe("\"CREATE\"", "");
        publish(1);
        String url = get(JOURNAL + "/earliest").text("/url");
        assertThat(anonymous("GET", url, "").status()).isEqualTo(200);
        assertThat(anonymous("GET", url + "0", "").status()).isEqualTo(403);
        assertThat(anonymous("GET", url.replace("expires=1", "expires=2"), "").status())
                .isEqualTo(403);
        account.advance(Duration.ofMinutes(5));
        assertThat(anonymous("GET", url, "").status()).isEqualTo(403);
    }

    @Test
    @Fact("journal/nothing-unsubscribed")
    void nothing_is_kept_of_what_nobody_subscribed_to() {
        account.contact("\"phone\":\"1\"");
        subscribe("\"CREATE\"", "");
        account.company("\"name\":\"Acme\"");
        account.advance(Duration.ofSeconds(5));
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
    }

    @Test
    @Fact("journal/files-of-10000")
    void a_file_has_so_many_entries_at_most() {
        account.set("{\"journal\":{\"eventsPerFile\":3}}");
        subscribe("\"CREATE\"", "");
        for (int i = 0; i < 7; i++) {
            account.contact("\"phone\":\"" + i + "\"");
        }
        account.advance(Duration.ofSeconds(5));
        var sizes = new ArrayList<Integer>();
        get(JOURNAL + "/batch/earliest/10")
                .json()
                .path("results")
                .forEach(pointer -> sizes.add(
                        new Answer(anonymous("GET", pointer.path("url").asString(), "")
                                        .response())
                                .json()
                                .path("journalEvents")
                                .size()));
        assertThat(sizes).containsExactly(3, 3, 1);
    }

    @Test
    @Fact("journal/moved-clock")
    void however_far_the_clock_is_moved_files_are_dated_when_they_were_due() {
        subscribe("\"CREATE\"", "");
        account.contact("\"phone\":\"1\"");
        account.advance(Duration.ofHours(5));
        assertThat(download(get(JOURNAL + "/earliest")).path("publishedAt").asString())
                .isEqualTo("2026-11-20T09:00:05.000Z");
    }
}
