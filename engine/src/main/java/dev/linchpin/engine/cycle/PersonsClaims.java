package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Disposition;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Claims of links that a person decides about, so that no cycle works on them at the same time. */
record PersonsClaims(Environment environment) {
    /** Empty while a cycle is at work on the link. */
    Optional<Claim> take(Transaction tx, long linkId) {
        tx.mark(List.of(new Mark.OfLink(linkId, Cause.PERSON)));
        return tx.claim(List.of(linkId)).stream().findFirst();
    }

    /** The next cycles carry what was decided to where it is needed. */
    void giveBack(List<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        environment.store().inTransaction(tx -> {
            tx.finish(claims.stream()
                    .map(claim -> new Disposition.Again(claim.link().id(), claim.sequence(), environment.now()))
                    .toList());
            return true;
        });
        claims.stream()
                .map(claim -> claim.link().type())
                .distinct()
                .forEach(type -> environment.listener().on(new EngineEvent.Marked(type)));
    }
}
