package dev.linchpin.simulator.search;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Search takes short cuts; whatever it is asked, it must find what looking at every record would find. */
class SearchPlansTest {

    private final TestAccount account = new TestAccount();
    private final List<Known> all = new ArrayList<>();

    private record Known(long id, long created, long modified, long points) {}

    private record Field(String name, ToLongFunction<Known> value) {}

    private static final List<Field> FIELDS = List.of(
            new Field("hs_object_id", Known::id),
            new Field("createdate", Known::created),
            new Field("lastmodifieddate", Known::modified),
            new Field("loyalty_points", Known::points));

    @BeforeEach
    void fill() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 120; i++) {
            account.contact("\"loyalty_points\":\"" + random.nextInt(20) + "\"");
            account.advance(Duration.ofMillis(random.nextInt(3)));
        }
        for (int i = 0; i < 60; i++) {
            account.patch(
                    CONTACTS + "/" + (30_000_000_001L + random.nextInt(120)),
                    "{\"properties\":{\"loyalty_points\":\"" + random.nextInt(20) + "\"}}");
            account.advance(Duration.ofMillis(random.nextInt(3)));
        }
        account.advance(Duration.ofSeconds(5));
        for (String after : List.of("", "&after=30000000101")) {
            account.get(CONTACTS + "?limit=100&properties=loyalty_points" + after)
                    .json()
                    .path("results")
                    .forEach(record -> all.add(new Known(
                            record.path("id").asLong(),
                            millis(record.path("createdAt").asString()),
                            millis(record.path("updatedAt").asString()),
                            record.at("/properties/loyalty_points").asLong())));
        }
        assertThat(all).hasSize(120);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    @Fact("speed/search-plans")
    void a_search_finds_what_looking_at_everything_would_find(int seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 150; i++) {
            compare(random);
        }
    }

    private void compare(SplittableRandom random) {
        var groups = new ArrayList<String>();
        Predicate<Known> any = known -> false;
        for (int group = random.nextInt(4); group > 0; group--) {
            var filters = new ArrayList<String>();
            Predicate<Known> every = known -> true;
            for (int filter = random.nextInt(1, 4); filter > 0; filter--) {
                every = every.and(filter(random, filters));
            }
            any = any.or(every);
            groups.add("{\"filters\":[" + String.join(",", filters) + "]}");
        }
        Field sort = FIELDS.get(random.nextInt(FIELDS.size()));
        boolean descending = random.nextBoolean();
        int limit = random.nextInt(1, 40);
        int after = random.nextInt(3) == 0 ? random.nextInt(60) : 0;
        String body = "{\"limit\":" + limit + ",\"after\":\"" + after + "\",\"sorts\":[{\"propertyName\":\""
                + sort.name() + "\",\"direction\":\"" + (descending ? "DESCENDING" : "ASCENDING")
                + "\"}],\"filterGroups\":[" + String.join(",", groups) + "]}";
        Comparator<Known> order = Comparator.comparingLong(sort.value()).thenComparingLong(Known::id);
        List<String> expected = all.stream()
                .filter(groups.isEmpty() ? known -> true : any)
                .sorted(descending ? order.reversed() : order)
                .map(known -> Long.toString(known.id()))
                .toList();
        Answer answer = account.search(body);
        assertThat(answer.json().path("total").asInt()).as(body).isEqualTo(expected.size());
        assertThat(answer.ids())
                .as(body)
                .isEqualTo(
                        expected.subList(Math.min(after, expected.size()), Math.min(after + limit, expected.size())));
    }

    private Predicate<Known> filter(SplittableRandom random, List<String> into) {
        Field field = FIELDS.get(random.nextInt(FIELDS.size()));
        ToLongFunction<Known> value = field.value();
        long one = value.applyAsLong(all.get(random.nextInt(all.size()))) + random.nextInt(-1, 2);
        long other = value.applyAsLong(all.get(random.nextInt(all.size())));
        List<String> operators = List.of("EQ", "NEQ", "LT", "LTE", "GT", "GTE", "BETWEEN", "IN");
        String operator = operators.get(random.nextInt(operators.size()));
        String values = switch (operator) {
            case "BETWEEN" -> "\"value\":\"" + one + "\",\"highValue\":\"" + other + "\"";
            case "IN" -> "\"values\":[\"" + one + "\",\"" + other + "\"]";
            default -> "\"value\":\"" + one + "\"";
        };
        into.add("{\"propertyName\":\"" + field.name() + "\",\"operator\":\"" + operator + "\"," + values + "}");
        return known -> {
            long actual = value.applyAsLong(known);
            return switch (operator) {
                case "EQ" -> actual == one;
                case "NEQ" -> actual != one;
                case "LT" -> actual < one;
                case "LTE" -> actual <= one;
                case "GT" -> actual > one;
                case "GTE" -> actual >= one;
                case "BETWEEN" -> actual >= one && actual <= other;
                default -> actual == one || actual == other;
            };
        };
    }

    private static long millis(String iso) {
        return Instant.parse(iso).toEpochMilli();
    }
}
