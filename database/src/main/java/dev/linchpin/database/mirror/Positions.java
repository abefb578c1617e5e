package dev.linchpin.database.mirror;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.mirror.HubSpotTime;
import dev.linchpin.engine.mirror.Position;
import java.sql.SQLException;

/** How far mirrors have come, within one transaction. */
final class Positions {
    private final Session session;

    Positions(Session session) {
        this.session = session;
    }

    Position of(String mirror) {
        return session.first("""
                        select ran_at, hubspot_time, hubspot_time_at, watermark, passed_at, swept_at,
                            pass_began_at, pass_watermark, pass_after, pass_last_id
                        from $mirror where name = ?
                        """, Positions::read, mirror).orElse(Position.START);
    }

    private static Position read(Columns row) throws SQLException {
        var seen = row.timeOrNull(2);
        var begun = row.timeOrNull(7);
        return new Position(
                row.timeOrNull(1),
                seen == null ? null : new HubSpotTime(seen, row.time(3)),
                row.timeOrNull(4),
                row.timeOrNull(5),
                row.timeOrNull(6),
                begun == null ? null : new Position.Pass(begun, row.time(8), row.text(9), row.text(10)));
    }

    void save(String mirror, Position position) {
        var time = position.time();
        var pass = position.pass();
        session.update("delete from $mirror where name = ?", mirror);
        session.update(
                """
                insert into $mirror (name, ran_at, hubspot_time, hubspot_time_at, watermark, passed_at, swept_at,
                    pass_began_at, pass_watermark, pass_after, pass_last_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                mirror,
                position.ranAt(),
                time == null ? null : time.hubspot(),
                time == null ? null : time.ours(),
                position.watermark(),
                position.passedAt(),
                position.sweptAt(),
                pass == null ? null : pass.beganAt(),
                pass == null ? null : pass.watermark(),
                pass == null ? null : pass.after(),
                pass == null ? null : pass.lastId());
    }
}
