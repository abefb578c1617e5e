package dev.linchpin.database.attempts;

import static dev.linchpin.engine.model.ObjectType.COMPANIES;
import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Attempt;
import dev.linchpin.engine.store.Disposition;
import dev.linchpin.engine.store.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class AttemptsContract extends DatabaseContract {
    AttemptsContract(Product product) {
        super(product);
    }

    private Attempt attempt(Link link, String field) {
        return new Attempt(
                0,
                link.id(),
                field,
                Value.of("row " + field),
                Value.of("sent " + field),
                Value.BLANK,
                clock.instant(),
                clock.instant().plus(Duration.ofSeconds(20)),
                null);
    }

    private List<Attempt> attempts(Link link) {
        return list(tx -> {
            var claims = tx.claim(List.of(link.id()));
            var found = claims.getFirst().attempts();
            tx.finish(List.of(new Disposition.Again(link.id(), claims.getFirst().sequence(), clock.instant())));
            return found;
        });
    }

    private List<Long> toAudit(Instant before, int limit) {
        return list(tx -> tx.linksToAudit(CONTACTS, before, limit));
    }

    @Test
    void opened_attempts_come_back_with_numbers_in_the_order_given() {
        var one = linkOf("1");
        var other = linkOf("2");
        var opened = new ArrayList<Attempt>();
        for (int number = 0; number < 1_500; number++) {
            opened.add(attempt(number % 2 == 0 ? one : other, "field " + number));
        }
        opened.add(attempt(one, ""));

        var stored = list(tx -> tx.open(opened));

        assertThat(stored)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactlyElementsOf(opened);
        assertThat(stored).extracting(Attempt::id).doesNotHaveDuplicates().allMatch(id -> id > 0);
        assertThat(attempts(one)).hasSize(751).allMatch(Attempt::isOpen).contains(stored.getFirst(), stored.getLast());
    }

    @Test
    void attempts_are_rescheduled_acknowledged_and_closed() {
        var link = linkOf("1");
        var stored = list(tx -> tx.open(List.of(attempt(link, "name"), attempt(link, "stage"))));
        var later = clock.instant().plus(Duration.ofHours(1));

        run(tx -> tx.reschedule(List.of(stored.getFirst().withDeadline(later))));
        assertThat(attempts(link).getFirst().deadline()).isEqualTo(later);
        assertThat(set(tx -> tx.atWork(List.of(link.id())))).containsExactly(link.id());

        run(tx -> tx.acknowledge(
                stored.stream().map(one -> one.acknowledgedAt(clock.instant())).toList()));
        assertThat(attempts(link)).noneMatch(Attempt::isOpen);
        assertThat(set(tx -> tx.atWork(List.of(link.id())))).isEmpty();

        run(tx -> tx.close(stored));
        assertThat(attempts(link)).isEmpty();
    }

    @Test
    void a_field_may_have_one_open_attempt_beside_acknowledged_ones() {
        var link = linkOf("1");
        var first = list(tx -> tx.open(List.of(attempt(link, "name"))));
        run(tx -> tx.acknowledge(List.of(first.getFirst().acknowledgedAt(clock.instant()))));

        run(tx -> tx.open(List.of(attempt(link, "name"))));

        assertThat(attempts(link)).extracting(Attempt::isOpen).containsExactly(false, true);
    }

    @Test
    void links_to_audit_are_those_with_acknowledged_writes_oldest_first_unless_they_are_to_be_looked_at_anyway() {
        var young = acknowledged("1", Duration.ofSeconds(30));
        var old = acknowledged("2", Duration.ofSeconds(10));
        run(tx -> tx.finish(tx.claim(List.of(young.id(), old.id())).stream()
                .map(claim -> new Disposition.Cleared(claim.link().id(), claim.sequence()))
                .toList()));
        var claimed = acknowledged("3", Duration.ofSeconds(5));
        run(tx -> tx.claim(List.of(claimed.id())));
        acknowledged("5", Duration.ofSeconds(5));
        var open = linkOf("4");
        run(tx -> tx.open(List.of(attempt(open, "name"))));

        assertThat(toAudit(clock.instant().plus(Duration.ofHours(1)), 10)).containsExactly(old.id(), young.id());
        assertThat(toAudit(clock.instant().plus(Duration.ofHours(1)), 1)).containsExactly(old.id());
        assertThat(toAudit(clock.instant().plus(Duration.ofSeconds(20)), 10)).containsExactly(old.id());
        assertThat(list(tx -> tx.linksToAudit(COMPANIES, clock.instant().plus(Duration.ofHours(1)), 10)))
                .isEmpty();
    }

    private Link acknowledged(String record, Duration after) {
        var link = linkOf(record);
        run(tx -> {
            var stored = tx.open(List.of(attempt(link, "name"), attempt(link, "stage")));
            tx.acknowledge(stored.stream()
                    .map(one -> one.acknowledgedAt(clock.instant().plus(after)))
                    .toList());
        });
        return link;
    }
}
