package dev.linchpin.database.store;

import dev.linchpin.database.attempts.Attempts;
import dev.linchpin.database.capture.ChangeLog;
import dev.linchpin.database.feeds.Inbox;
import dev.linchpin.database.feeds.Watermarks;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Glance;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each question is one query. */
record SqlGlance(Transactions transactions) implements Glance {
    private boolean finds(String sql, @Nullable Object... arguments) {
        return transactions.glance(
                session -> session.first(sql, row -> true, arguments).isPresent());
    }

    @Override
    public boolean hasCaptured() {
        return transactions.glance(session -> !new ChangeLog(session).isEmpty());
    }

    @Override
    public boolean hasEvents() {
        return transactions.glance(session -> !new Inbox(session, Instant.EPOCH).isEmpty());
    }

    @Override
    public int due(ObjectType type, Instant now, int atMost) {
        return transactions.glance(session -> session.query(
                        "select 1 from $sync_queue where object_type = ? and claimed_epoch is null and due_at <= ? limit ?",
                        row -> true,
                        type.name(),
                        now,
                        atMost)
                .size());
    }

    @Override
    public boolean hasAudits(ObjectType type, Instant before) {
        return transactions.glance(
                session -> !new Attempts(session).linksToAudit(type, before, 1).isEmpty());
    }

    @Override
    public boolean hasChecks(ObjectType type, Instant now) {
        return finds("select 1 from $identity_check where object_type = ? and due_at <= ? limit 1", type.name(), now);
    }

    @Override
    public boolean hasFound(ObjectType type, Instant before) {
        return finds("select 1 from $unannounced where object_type = ? and found_at < ? limit 1", type.name(), before);
    }

    @Override
    public boolean awaitsSweep(ObjectType type) {
        return finds("select 1 from $absence where object_type = ? and swept_at is null limit 1", type.name());
    }

    @Override
    public Optional<String> watermark(String feed) {
        return transactions.glance(session -> new Watermarks(session, Instant.EPOCH).of(feed));
    }
}
