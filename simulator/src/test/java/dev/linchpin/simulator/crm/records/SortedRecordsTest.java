package dev.linchpin.simulator.crm.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.facts.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedRecordsTest {

    private static final Comparator<StoredRecord> ORDER =
            Comparator.comparingLong(StoredRecord::updatedAt).thenComparingLong(StoredRecord::id);

    /** Few numbers make many ties, many numbers make many arrays. */
    @ParameterizedTest
    @ValueSource(ints = {1, 30, 5_000})
    @Fact("speed/order")
    void they_are_what_a_sorted_set_would_be(int numbers) {
        var random = new SplittableRandom(numbers);
        var records = new SortedRecords(StoredRecord::updatedAt);
        var expected = new TreeSet<>(ORDER);
        for (int step = 0; step < 30_000; step++) {
            var record = StoredRecord.probe(random.nextInt(3_000), random.nextInt(numbers));
            // First it mostly grows, later it mostly shrinks.
            if (random.nextInt(30_000) > step) {
                records.add(record);
                expected.remove(record);
                expected.add(record);
            } else {
                records.remove(record);
                expected.remove(record);
            }
            if (step % 500 == 0) {
                compare(records, expected, random.nextInt(numbers), random.nextInt(numbers));
            }
        }
        for (StoredRecord record : new ArrayList<>(expected)) {
            records.remove(record);
        }
        assertThat(records.size()).isZero();
        assertThat(records.all()).isEmpty();
    }

    private static void compare(SortedRecords records, SortedSet<StoredRecord> expected, long low, long high) {
        assertThat(records.size()).isEqualTo(expected.size());
        assertThat(records.all()).containsExactlyElementsOf(expected);
        List<StoredRecord> between = expected.stream()
                .filter(record -> record.updatedAt() >= low && record.updatedAt() <= high)
                .toList();
        assertThat(records.count(low, high)).isEqualTo(between.size());
        assertThat(records.between(low, high, false)).containsExactlyElementsOf(between);
        assertThat(records.between(low, high, true)).containsExactlyElementsOf(between.reversed());
        StoredRecord first = records.first(low);
        assertThat(first)
                .isSameAs(expected.stream()
                        .filter(record -> record.updatedAt() == low)
                        .findFirst()
                        .orElse(null));
    }
}
