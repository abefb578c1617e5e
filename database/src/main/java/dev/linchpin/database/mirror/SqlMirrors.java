package dev.linchpin.database.mirror;

import dev.linchpin.database.dialect.Column;
import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.managed.Step;
import dev.linchpin.database.ownership.Ownership;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.mirror.MirrorStore;
import dev.linchpin.engine.mirror.MirrorTable;
import dev.linchpin.engine.mirror.MirrorTableException;
import dev.linchpin.engine.mirror.Position;
import dev.linchpin.engine.model.HubSpotId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's port to mirrors, for the owner of the connection. Thread-safe. */
public final class SqlMirrors implements MirrorStore {
    private static final Logger log = LoggerFactory.getLogger(SqlMirrors.class);

    private final Transactions transactions;
    private final Dialect dialect;
    private final Ownership ownership;
    private final Clock clock;
    private final Map<String, Map<String, Column>> described = new ConcurrentHashMap<>();

    public SqlMirrors(Transactions transactions, Ownership ownership, Clock clock) {
        this.transactions = transactions;
        this.dialect = transactions.dialect();
        this.ownership = ownership;
        this.clock = clock;
    }

    @Override
    public boolean prepare(MirrorTable table) {
        described.remove(table.name());
        try {
            var plan = transactions.write(session -> {
                ownership.check(session);
                var wanted = new MirrorTables(session, table).plan();
                var verbatim = session.verbatim();
                wanted.steps().forEach(step -> verbatim.execute(step.sql()));
                return wanted;
            });
            tell(plan.steps());
            return plan.lacking();
        } catch (DatabaseException failed) {
            throw new MirrorTableException(
                    "The table '" + table.name() + "' cannot be made or widened: " + failed.getMessage(), failed);
        }
    }

    private static void tell(List<Step> steps) {
        steps.forEach(step -> log.info("Database: {}", step.description()));
    }

    @Override
    public Position position(String mirror) {
        return transactions.read(session -> new Positions(session).of(mirror));
    }

    @Override
    public void reached(String mirror, Position position) {
        write(session -> {
            new Positions(session).save(mirror, position);
            return true;
        });
    }

    @Override
    public long rows(MirrorTable table) {
        return look(table, MirrorRows::count);
    }

    @Override
    public Map<HubSpotId, Instant> modified(MirrorTable table, Collection<HubSpotId> ids) {
        return ids.isEmpty() ? Map.of() : look(table, rows -> rows.modified(ids));
    }

    @Override
    public Kept keep(MirrorTable table, Collection<HubSpotRecord> records) {
        return records.isEmpty() ? new Kept(0, 0) : keep(table, List.copyOf(records));
    }

    /** Where the database refuses some, halves the lot until those stand alone. */
    private Kept keep(MirrorTable table, List<HubSpotRecord> records) {
        var ids = records.stream().map(HubSpotRecord::id).toList();
        try {
            return new Kept(
                    missing(
                            table,
                            () -> write(session -> {
                                var refusals = new Refusals(session, table.type());
                                refusals.forget(ids);
                                return rows(session, table).keep(records);
                            })),
                    0);
        } catch (DatabaseException failed) {
            var failure = failed.failure();
            if (failure == null || !dialect.isRefusal(failure)) {
                throw failed;
            }
            if (records.size() == 1) {
                var reason = dialect.refusal(failure);
                write(session -> {
                    new Refusals(session, table.type()).add(ids.getFirst(), reason, clock.instant());
                    return true;
                });
                return new Kept(0, 1);
            }
            var half = records.size() / 2;
            var first = keep(table, records.subList(0, half));
            var second = keep(table, records.subList(half, records.size()));
            return new Kept(first.written() + second.written(), first.refused() + second.refused());
        }
    }

    @Override
    public Set<HubSpotId> refused(MirrorTable table) {
        return transactions.read(session -> new Refusals(session, table.type()).all());
    }

    @Override
    public @Nullable String refusal(MirrorTable table) {
        var sentences = new ArrayList<String>();
        transactions.read(session -> {
            var sentence = new Refusals(session, table.type()).sentence();
            if (sentence != null) {
                sentences.add(sentence);
            }
            return true;
        });
        return sentences.isEmpty() ? null : sentences.getFirst();
    }

    @Override
    public void forgetRefused(MirrorTable table, Collection<HubSpotId> ids) {
        if (!ids.isEmpty()) {
            write(session -> {
                new Refusals(session, table.type()).forget(ids);
                return true;
            });
        }
    }

    @Override
    public List<Listed> rowsBetween(MirrorTable table, String after, String upTo, Set<HubSpotId> without, int most) {
        return look(table, rows -> rows.between(after, upTo, without, most));
    }

    @Override
    public int delete(MirrorTable table, Collection<HubSpotId> ids) {
        return ids.isEmpty() ? 0 : on(table, rows -> rows.delete(ids));
    }

    @Override
    public int mark(MirrorTable table, Collection<HubSpotId> ids) {
        return ids.isEmpty() ? 0 : on(table, rows -> rows.mark(ids));
    }

    @Override
    public void began(String mirror) {
        write(session -> {
            var state = new SyncState(session);
            var steps = state.plan();
            if (!steps.isEmpty()) {
                var verbatim = session.verbatim();
                steps.forEach(step -> verbatim.execute(step.sql()));
                state = new SyncState(session);
            }
            state.began(mirror, clock.instant());
            return true;
        });
    }

    @Override
    public void ended(String mirror, Position position, long records, @Nullable String problem) {
        write(session -> {
            new Positions(session).save(mirror, position);
            var state = new SyncState(session);
            var beganAt = position.ranAt();
            if (problem != null) {
                state.failed(mirror, records, problem, clock.instant());
            } else if (beganAt != null) {
                state.succeeded(mirror, beganAt, records, clock.instant());
            }
            return true;
        });
    }

    private <T> T on(MirrorTable table, Function<MirrorRows, T> work) {
        return missing(table, () -> write(session -> work.apply(rows(session, table))));
    }

    private <T> T look(MirrorTable table, Function<MirrorRows, T> work) {
        return missing(table, () -> transactions.read(session -> work.apply(rows(session, table))));
    }

    private MirrorRows rows(Session session, MirrorTable table) {
        var columns = described.computeIfAbsent(
                table.name(), name -> session.ask(connection -> dialect.describe(connection, name)));
        return new MirrorRows(session, table, columns, clock.instant());
    }

    private <T> T missing(MirrorTable table, Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseException failed) {
            var failure = failed.failure();
            if (failed.isMissingObject() || (failure != null && dialect.isMissingObject(failure))) {
                described.remove(table.name());
                throw new MirrorTableException(
                        "The table '" + table.name() + "' or a column of it is gone; the next run makes it anew",
                        failed);
            }
            throw failed;
        }
    }

    private <T> T write(Function<Session, T> work) {
        return transactions.write(session -> {
            ownership.check(session);
            return work.apply(session);
        });
    }
}
