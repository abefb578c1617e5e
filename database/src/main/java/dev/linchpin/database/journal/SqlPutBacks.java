package dev.linchpin.database.journal;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.PutBacks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads from the journal what was put back in HubSpot, within one transaction. */
public final class SqlPutBacks implements PutBacks {
    private final Session session;

    public SqlPutBacks(Session session) {
        this.session = session;
    }

    private record Entry(PutBack putBack, boolean settled) {}

    @Override
    public List<PutBack> since(Collection<Long> linkIds, Instant from) {
        var entries = session.query(
                """
                select link_id, field, before_value, after_value, action from $sync_log
                where link_id $in and action in ('LOST', 'RESOLVED') and side = 'HUBSPOT' and at >= ?
                order by id
                """,
                row -> new Entry(
                        new PutBack(row.number(1), row.text(2), Value.of(row.text(3)), Value.of(row.text(4))),
                        row.text(5).equals("RESOLVED")),
                linkIds,
                from);
        var putBacks = new ArrayList<PutBack>();
        for (var entry : entries) {
            if (entry.settled()) {
                putBacks.removeIf(earlier -> earlier.linkId() == entry.putBack().linkId()
                        && earlier.field().equals(entry.putBack().field()));
            } else {
                putBacks.add(entry.putBack());
            }
        }
        return putBacks;
    }
}
