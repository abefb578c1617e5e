package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.Policy;
import dev.linchpin.hubspot.transport.HttpCall;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The first load: read in several places at a time, whatever happens meanwhile. */
abstract class LoadContract extends BedContract {
    private static final int RECORDS = 400;
    private static final int PAGE = 5;
    private static final int PAGES = RECORDS / PAGE;

    /** Calls in vain, and pages of which another part has read the rest. */
    private static final int WASTED = 30;

    /** How many pages are being asked for just now. */
    private int underWay;

    private int mostUnderWay;
    private int listings;

    LoadContract(Place place) {
        super(place);
    }

    /** While one loader waits for a page, the others go on, as threads would. */
    private Bed loading(int records) {
        var bed = bed(records, Policy.MANUAL);
        bed.page = PAGE;
        bed.calls.beforeEach(LoadContract::isListing, () -> {
            listings++;
            underWay++;
            mostUnderWay = Math.max(mostUnderWay, underWay);
            bed.run(Duration.ofMillis(10));
            underWay--;
        });
        return bed;
    }

    private static boolean isListing(HttpCall call) {
        return call.method().equals("GET")
                && call.uri().getPath().endsWith("/contacts")
                && !call.uri().getQuery().contains("archived=true")
                && call.uri().getPath().contains("/objects/");
    }

    private static int rows(Bed bed) {
        return Integer.parseInt(Objects.requireNonNull(bed.value("select count(*) from " + bed.table())));
    }

    @Test
    void a_listing_is_read_in_several_places_at_a_time() {
        var bed = loading(RECORDS);
        bed.start();
        bed.settle();

        assertThat(bed.differences()).isEmpty();
        assertThat(rows(bed)).isEqualTo(RECORDS);
        assertThat(mostUnderWay).isGreaterThan(2);
        assertThat(listings).isLessThan(PAGES + WASTED);
    }

    @Test
    void each_part_goes_on_where_it_was_after_a_kill() {
        var bed = loading(RECORDS);
        bed.start();
        bed.calls.after(call -> isListing(call) && rows(bed) > RECORDS / 2, () -> {
            throw new Bed.Killed();
        });

        assertThat(runUntilKilled(bed)).isTrue();
        var loaded = rows(bed);
        underWay = 0;
        listings = 0;
        bed.restart();
        bed.settle();

        assertThat(bed.differences()).isEmpty();
        assertThat(rows(bed)).isEqualTo(RECORDS);
        assertThat(listings).isLessThan((RECORDS - loaded) / PAGE + WASTED);
    }

    @Test
    void what_people_change_during_a_load_is_in_step_after_it() {
        var bed = loading(RECORDS);
        var ids = bed.contactsInHubSpot().keySet().stream().toList();
        bed.calls.after(call -> isListing(call) && rows(bed) > RECORDS / 4, () -> {
            bed.edit(ids.getFirst(), "phone", "+49 30 1");
            bed.edit(ids.get(RECORDS / 4), "phone", "+49 30 2");
            bed.edit(ids.getLast(), "phone", "+49 30 3");
            bed.archive(ids.get(RECORDS / 2));
            bed.person("{\"objectType\":\"contacts\",\"properties\":{\"email\":\"new@example.com\"}}");
            bed.sql("update " + bed.table() + " set phone = '+49 30 4' where hubspot_id = '" + ids.get(1) + "'");
            bed.sql("insert into " + bed.table() + " (email) values ('row@example.com')");
        });

        bed.start();
        bed.settle();

        assertThat(bed.differences()).isEmpty();
        assertThat(rows(bed)).isEqualTo(RECORDS + 1);
        assertThat(inRow(bed, ids.getFirst(), "phone")).isEqualTo("+49 30 1");
        assertThat(inRow(bed, ids.getLast(), "phone")).isEqualTo("+49 30 3");
        assertThat(bed.inHubSpot(ids.get(1), "phone")).isEqualTo("+49 30 4");
    }

    @Test
    void a_listing_that_refuses_to_begin_anywhere_is_read_in_one_part() {
        var bed = loading(RECORDS);
        bed.calls.answer(call -> isListing(call) && underWay > 0, 400, """
                {"status":"error","message":"Invalid value for after","category":"VALIDATION_ERROR"}""");

        bed.start();
        bed.settle();

        assertThat(bed.differences()).isEmpty();
        assertThat(rows(bed)).isEqualTo(RECORDS);
        assertThat(listings).isLessThanOrEqualTo(PAGES + 1);
    }

    @Test
    void a_listing_that_begins_elsewhere_than_asked_for_is_read_in_one_part() {
        var bed = loading(RECORDS);
        bed.calls.answer(call -> isListing(call) && underWay > 0, 200, """
                {"results":[{"id":"7","properties":{},"createdAt":"2026-01-01T00:00:00.000Z",\
                "updatedAt":"2026-01-01T00:00:00.000Z","archived":false}],"paging":{"next":{"after":"8"}}}""");

        bed.start();
        bed.settle();

        assertThat(bed.differences()).isEmpty();
        assertThat(rows(bed)).isEqualTo(RECORDS);
        assertThat(listings).isLessThanOrEqualTo(PAGES + 1);
    }

    @Test
    void an_account_without_records_takes_one_call() {
        var bed = loading(0);
        bed.start();
        bed.settle();

        assertThat(listings).isEqualTo(1);
        assertThat(bed.engine().isIdle()).isTrue();
    }

    @Test
    void a_load_that_an_earlier_version_was_at_goes_on_from_there() {
        var bed = loading(20);
        var ids = bed.contactsInHubSpot().keySet().stream().toList();
        bed.start();
        bed.store().inTransaction(tx -> {
            tx.watermark("load:contacts", ids.get(10));
            return true;
        });
        bed.settle();

        assertThat(rows(bed)).isEqualTo(10);
    }
}
