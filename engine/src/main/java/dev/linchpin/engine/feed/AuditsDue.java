package dev.linchpin.engine.feed;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Mark;
import java.time.Duration;

/**
 * Marks links whose acknowledged writes have not been audited yet: the cycle then reads them with their history, which shows
 * whether a write of ours replaced an edit that nobody had seen. An event within the window marks earlier.
 */
public final class AuditsDue implements Loop {
    private static final int PORTION = 50;
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Environment environment;
    private final ObjectMapping mapping;

    public AuditsDue(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
    }

    @Override
    public String name() {
        return "audits due " + mapping.type();
    }

    @Override
    public Duration step() {
        var before = environment.now().minus(environment.settings().safety().auditAfter());
        if (!environment.store().glance().hasAudits(mapping.type(), before)) {
            return IDLE;
        }
        var marked = environment.store().inTransaction(tx -> {
            var links = tx.linksToAudit(mapping.type(), before, PORTION);
            tx.mark(links.stream().map(id -> new Mark.OfLink(id, Cause.AUDIT)).toList());
            return links.size();
        });
        if (marked > 0) {
            environment.listener().on(new EngineEvent.Marked(mapping.type()));
        }
        return IDLE;
    }
}
