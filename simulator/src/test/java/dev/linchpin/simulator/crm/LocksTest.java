package dev.linchpin.simulator.crm;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocksTest {

    private final TestAccount account = new TestAccount();
    private final String id = account.contact("\"phone\":\"1\"");

    @Test
    @Fact("faults/423-lock-contention")
    void two_writes_to_a_record_at_once_lock_it_for_two_seconds() {
        account.set("{\"locks\":{\"within\":\"100ms\"}}");
        account.advance(Duration.ofMillis(99));
        Answer refused = write("2");
        assertThat(refused.status()).isEqualTo(423);
        assertThat(refused.text("/status")).isEqualTo("error");
        assertThat(account.value(id, "phone")).isEqualTo("1");
        account.advance(Duration.ofMillis(1_999));
        assertThat(write("2").status()).isEqualTo(423);
        account.advance(Duration.ofMillis(1));
        assertThat(write("2").status()).isEqualTo(200);
    }

    @Test
    void waiting_within_the_lock_does_not_make_it_longer() {
        account.set("{\"locks\":{\"within\":\"100ms\",\"lasts\":\"1s\"}}");
        assertThat(write("2").status()).isEqualTo(423);
        for (int i = 0; i < 9; i++) {
            account.advance(Duration.ofMillis(100));
            assertThat(write("2").status()).isEqualTo(423);
        }
        account.advance(Duration.ofMillis(100));
        assertThat(write("2").status()).isEqualTo(200);
    }

    @Test
    void other_records_are_not_locked_and_a_batch_names_the_locked_one() {
        account.set("{\"locks\":{\"within\":\"1s\"}}");
        account.advance(Duration.ofSeconds(1));
        String fresh = account.contact("\"phone\":\"1\"");
        Answer answer = account.post(CONTACTS + "/batch/update", """
                {"inputs":[{"id":"%s","properties":{"phone":"2"}},{"id":"%s","properties":{"phone":"2"}}]}""".formatted(id, fresh));
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.ids()).containsExactly(id);
        assertThat(answer.text("/errors/0/category")).isEqualTo("LOCKED");
        assertThat(answer.text("/errors/0/context/id/0")).isEqualTo(fresh);
    }

    @Test
    void a_locked_record_is_neither_archived_nor_merged() {
        account.set("{\"locks\":{\"within\":\"1s\"}}");
        assertThat(account.delete(CONTACTS + "/" + id).status()).isEqualTo(423);
        String other = account.contact("\"phone\":\"1\"");
        assertThat(account.post(CONTACTS + "/batch/archive", "{\"inputs\":[{\"id\":\"" + other + "\"}]}")
                        .status())
                .isEqualTo(423);
        assertThat(account.post(
                                CONTACTS + "/merge",
                                "{\"primaryObjectId\":\"" + id + "\",\"objectIdToMerge\":\"" + other + "\"}")
                        .status())
                .isEqualTo(423);
        assertThat(account.get(CONTACTS).ids()).containsExactly(id, other);
    }

    @Test
    void people_are_never_locked_out_and_by_default_nobody_is() {
        for (int i = 0; i < 3; i++) {
            assertThat(write("n" + i).status()).isEqualTo(200);
        }
        account.set("{\"locks\":{\"within\":\"1h\"}}");
        assertThat(account.edit(
                                7,
                                "{\"objectType\":\"contacts\",\"id\":\"" + id + "\",\"properties\":{\"phone\":\"9\"}}")
                        .status())
                .isEqualTo(200);
    }

    private Answer write(String phone) {
        return account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"" + phone + "\"}}");
    }
}
