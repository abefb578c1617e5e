package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of record lives its whole life on both sides, by the same engine. */
abstract class TypesContract extends BedContract {
    TypesContract(Place place) {
        super(place);
    }

    private Bed bed(Kind kind) {
        var bed = bed(
                SimulatorOptions.defaults().withRecords(0, 0, 0),
                List.of(kind.mapping(place.table(kind.type()))),
                EngineSettings.defaults());
        if (kind.isCustom()) {
            bed.createCustomType();
        }
        return bed;
    }

    @ParameterizedTest
    @MethodSource("dev.linchpin.systemtests.protocol.Kind#all")
    void is_loaded_and_edited_and_deleted_and_restored_on_both_sides(Kind kind) {
        var bed = bed(kind);
        var first = created(bed, kind, "first");
        bed.start();
        bed.settle();
        assertThat(texts(bed, kind)).containsExactly("first");

        var second = created(bed, kind, "second");
        bed.sql(kind.insertion(bed.table(kind.type()), "third"));
        bed.settle();
        assertThat(texts(bed, kind)).containsExactly("first", "second", "third");
        assertThat(bed.recordsInHubSpot(bed.mapping(kind.type()))).hasSize(3);

        edit(bed, kind, first, "edited in HubSpot");
        bed.sql("update " + bed.table(kind.type()) + " set " + kind.text() + " = 'edited in SQL' where hubspot_id = '"
                + second + "'");
        bed.settle();
        assertThat(texts(bed, kind)).containsExactly("edited in HubSpot", "edited in SQL", "third");
        assertThat(bed.differences()).isEmpty();

        bed.person("{\"objectType\":\"" + kind.type() + "\",\"id\":\"" + first + "\",\"archive\":true}");
        bed.sql("delete from " + bed.table(kind.type()) + " where hubspot_id = '" + second + "'");
        bed.settle();
        assertThat(texts(bed, kind)).containsExactly("third");
        assertThat(bed.recordsInHubSpot(bed.mapping(kind.type()))).hasSize(1);

        bed.person("{\"objectType\":\"" + kind.type() + "\",\"id\":\"" + first + "\",\"restore\":true}");
        bed.settle();
        assertThat(texts(bed, kind)).containsExactly("edited in HubSpot", "third");
        assertThat(bed.differences()).isEmpty();
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items()).isEmpty();
        assertThat(conflicts(bed)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.linchpin.systemtests.protocol.Kind#all")
    void is_followed_by_polls_where_no_webhook_comes(Kind kind) {
        var bed = bed(kind);
        bed.webhooks = false;
        var first = created(bed, kind, "first");
        bed.start();
        bed.settle();

        created(bed, kind, "second");
        edit(bed, kind, first, "edited");
        bed.run(Duration.ofSeconds(90));

        assertThat(texts(bed, kind)).containsExactly("edited", "second");
        assertThat(bed.differences()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.linchpin.systemtests.protocol.Kind#all")
    void is_followed_by_webhooks_long_before_the_next_poll(Kind kind) {
        var settings = EngineSettings.defaults();
        var bed = bed(
                SimulatorOptions.defaults().withRecords(0, 0, 0),
                List.of(kind.mapping(place.table(kind.type()))),
                settings.withFeeds(settings.feeds().withPollEvery(Duration.ofHours(6))));
        if (kind.isCustom()) {
            bed.createCustomType();
        }
        var first = created(bed, kind, "first");
        bed.start();
        bed.settle();
        bed.run(Duration.ofMinutes(2));

        edit(bed, kind, first, "edited");
        created(bed, kind, "second");
        bed.run(Duration.ofSeconds(5));

        assertThat(texts(bed, kind)).containsExactly("edited", "second");
    }

    @ParameterizedTest
    @MethodSource("dev.linchpin.systemtests.protocol.Kind#mergeables")
    void is_linked_to_the_survivor_when_two_records_are_merged(Kind kind) {
        var bed = bed(kind);
        var first = created(bed, kind, "first");
        var second = created(bed, kind, "second");
        bed.start();
        bed.settle();

        bed.person(
                "{\"objectType\":\"" + kind.type() + "\",\"id\":\"" + second + "\",\"mergeInto\":\"" + first + "\"}");
        bed.settle();

        assertThat(bed.recordsInHubSpot(bed.mapping(kind.type()))).hasSize(1);
        var survivor = bed.recordsInHubSpot(bed.mapping(kind.type()))
                .keySet()
                .iterator()
                .next();
        assertThat(bed.query("select " + kind.text() + " from " + bed.table(kind.type()) + " where hubspot_id = '"
                        + survivor + "'"))
                .containsExactly(List.of("first"));
    }

    static String created(Bed bed, Kind kind, String text) {
        return bed.person("{\"objectType\":\"" + kind.type() + "\",\"properties\":{" + json(kind.values(text)) + "}}")
                .path("id")
                .asString();
    }

    static void edit(Bed bed, Kind kind, String id, String text) {
        bed.person("{\"objectType\":\"" + kind.type() + "\",\"id\":\"" + id + "\",\"properties\":{"
                + json(Map.of(kind.text(), text)) + "}}");
    }

    private static String json(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(","));
    }

    static List<String> texts(Bed bed, Kind kind) {
        return bed.query("select " + kind.text() + " from " + bed.table(kind.type()) + " order by 1").stream()
                .map(row -> Objects.requireNonNull(row.getFirst()).replaceAll("<[^>]*>", ""))
                .toList();
    }
}
