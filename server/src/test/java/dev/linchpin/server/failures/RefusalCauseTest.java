package dev.linchpin.server.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Inspection.DeadLetterView;
import dev.linchpin.engine.store.Inspection.Refusals;
import dev.linchpin.engine.store.Side;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalCauseTest {
    private static RefusalCause of(String refused, String message) {
        var letter = new DeadLetter(1, 2, "email", Side.HUBSPOT, Value.of(refused), message, Instant.EPOCH, false);
        return RefusalCause.of(new DeadLetterView(ObjectType.CONTACTS, null, null, letter));
    }

    @Test
    void letters_of_different_values_and_their_sum_have_one_cause() {
        var one = of("ada at example", "ada at example is no address");
        var other = of("grace at example", "grace at example is no address");
        var sum = RefusalCause.of(new Refusals(
                ObjectType.CONTACTS, "email", Side.HUBSPOT, "… is no address", 2, Instant.EPOCH, Instant.EPOCH));

        assertThat(one).isEqualTo(other).isEqualTo(sum);
        assertThat(one.id()).isEqualTo(sum.id());
        assertThat(of("ada", "ada is too long").id()).isNotEqualTo(one.id());
    }

    @Test
    void an_id_outlives_restarts_and_tells_where_to_look() {
        var id = of("ada", "ada is no address").id();

        assertThat(id).isEqualTo("contacts~email~hubspot~ea40a711addae0f6");
        assertThat(RefusalCause.place(id)).hasValueSatisfying(place -> {
            assertThat(place.type()).isEqualTo(ObjectType.CONTACTS);
            assertThat(place.field()).isEqualTo("email");
            assertThat(place.side()).isEqualTo(Side.HUBSPOT);
        });
    }

    @Test
    void what_is_no_id_is_told() {
        assertThat(RefusalCause.place("contacts")).isEmpty();
        assertThat(RefusalCause.place("Con tacts~email~hubspot~0123456789abcdef"))
                .isEmpty();
        assertThat(RefusalCause.place("contacts~email~hubspot~0123")).isEmpty();
    }
}
