package dev.linchpin.database.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Mark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

abstract class TransactionsContract extends DatabaseContract {
    TransactionsContract(Product product) {
        super(product);
    }

    @Test
    void nothing_is_stored_of_work_that_fails() {
        assertThatThrownBy(() -> run(tx -> {
                    tx.watermark("feed", "1");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(optional(tx -> tx.watermark("feed"))).isEmpty();
    }

    @Test
    void parallel_work_neither_fails_nor_claims_a_link_twice() throws Exception {
        var marks = IntStream.range(0, 200)
                .mapToObj(id -> new Mark.OfRecord(ObjectType.CONTACTS, new HubSpotId("1" + id), Cause.POLL))
                .toList();
        var claimed = new ArrayList<Long>();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<List<Claim>>>();
            for (int worker = 0; worker < 8; worker++) {
                var mine = worker % 2 == 0 ? marks : marks.reversed();
                work.add(() -> {
                    run(tx -> tx.mark(mine));
                    return list(tx -> tx.claim(ObjectType.CONTACTS, 20, clock.instant()));
                });
            }
            for (Future<List<Claim>> result : workers.invokeAll(work)) {
                result.get().forEach(claim -> claimed.add(claim.link().id()));
            }
        }

        // Whoever claims leaves out what others hold at that moment; so the rest is left for the next.
        list(tx -> tx.claim(ObjectType.CONTACTS, 200, clock.instant()))
                .forEach(claim -> claimed.add(claim.link().id()));
        assertThat(claimed).hasSize(200);
        assertThat(new HashSet<>(claimed)).hasSize(200);
    }
}
