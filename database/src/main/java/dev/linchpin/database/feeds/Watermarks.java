package dev.linchpin.database.feeds;

import dev.linchpin.database.sql.Session;
import java.time.Instant;
import java.util.Optional;

/** The feeds' saved positions within one transaction. */
public final class Watermarks {
    private final Session session;
    private final Instant now;

    public Watermarks(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    public Optional<String> of(String feed) {
        return session.first("select position from $sync_state where feed = ?", row -> row.text(1), feed);
    }

    public void save(String feed, String position) {
        session.update("""
                insert into $sync_state (feed, position, updated_at) values (?, ?, ?)
                on conflict (feed) do update set position = excluded.position, updated_at = excluded.updated_at
                """, feed, position, now);
    }
}
