package dev.linchpin.simulator;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {

    @Test
    void the_same_seed_and_the_same_calls_give_the_same_answers_and_events() {
        assertThat(story(3)).isEqualTo(story(3)).isNotEqualTo(story(4));
    }

    /** Everything that an observer sees of a fixed series of calls. */
    private static List<String> story(long seed) {
        TestAccount account = new TestAccount(
                options -> options.withSeed(seed).withRecords(50, 10, 0).withWebhooks("http://hook.example/", "s"));
        account.set("{\"webhooks\":{\"duplicates\":0.3,\"reorder\":0.3,\"loss\":0.1},\"searchLagJitter\":\"5s\"}");
        account.control("PUT", "faults", "{\"rules\":[{\"route\":\"*\",\"kind\":\"503\",\"rate\":0.2}]}");
        var seen = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            String body = "{\"inputs\":[{\"properties\":{\"phone\":\"" + i + "\"}},{\"properties\":{\"city\":\"c\"}}]}";
            tell(seen, account.post(CONTACTS + "/batch/create", body));
            tell(seen, account.searchEq("city", "c"));
            account.deliveredEvents().forEach(event -> seen.add(event.toString()));
            account.advance(Duration.ofSeconds(1));
        }
        return seen;
    }

    private static void tell(List<String> seen, Answer answer) {
        seen.add(answer.status() + " " + answer.response().headers() + " "
                + answer.response().text());
    }
}
