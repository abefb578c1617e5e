package dev.linchpin.simulator.crm.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedValuesTest {

    private final SharedValues values = new SharedValues();

    @Test
    void equal_values_become_the_same_string() {
        String first = values.share(String.join("", "Ber", "lin"));
        assertThat(values.share(String.join("", "Be", "rlin"))).isSameAs(first);
    }

    @Test
    void values_are_never_mistaken_for_one_another() {
        assertThat(IntStream.range(0, 200_000).mapToObj(Integer::toString))
                .allSatisfy(value -> assertThat(values.share(value)).isEqualTo(value));
        assertThat("Aa").hasSameHashCodeAs("BB");
        values.share("Aa");
        assertThat(values.share("BB")).isEqualTo("BB");
    }
}
