package dev.linchpin.database.findings;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Side;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Dead letters within one transaction. */
public final class DeadLetters {
    /** The columns of a table alias {@code d} that {@link #read} wants. */
    public static final String COLUMNS = "d.id, d.link_id, d.field, d.side, d.refused, d.message, d.at, d.discarded";

    private final Session session;

    public DeadLetters(Session session) {
        this.session = session;
    }

    /** Reads {@link #COLUMNS}, the first of which is the {@code first}. */
    public static DeadLetter read(Columns row, int first) throws SQLException {
        return new DeadLetter(
                row.number(first),
                row.number(first + 1),
                row.text(first + 2),
                Side.valueOf(row.text(first + 3)),
                Value.of(row.text(first + 4)),
                row.text(first + 5),
                row.time(first + 6),
                row.flag(first + 7));
    }

    public Map<Long, List<DeadLetter>> byLink(Collection<Long> linkIds) {
        return session
                .query(
                        "select " + COLUMNS + " from $dead_letter d where d.link_id $in order by d.id",
                        row -> read(row, 1),
                        linkIds)
                .stream()
                .collect(Collectors.groupingBy(DeadLetter::linkId));
    }

    public Optional<DeadLetter> of(long id) {
        return session.first("select " + COLUMNS + " from $dead_letter d where d.id = ?", row -> read(row, 1), id);
    }

    public void bury(DeadLetter letter) {
        session.update(
                """
                insert into $dead_letter (link_id, field, side, refused, message, at, discarded)
                select id, ?, ?, ?, ?, ?, ? from $link where id = ?
                on conflict (link_id, field) do update set side = excluded.side, refused = excluded.refused,
                    message = excluded.message, at = excluded.at, discarded = excluded.discarded
                """,
                letter.field(),
                letter.side().name(),
                letter.refused().text(),
                letter.message(),
                letter.at(),
                letter.discarded(),
                letter.linkId());
    }

    public void heal(Collection<DeadLetter> letters) {
        if (!letters.isEmpty()) {
            session.update(
                    "delete from $dead_letter where id $in",
                    letters.stream().map(DeadLetter::id).toList());
        }
    }
}
