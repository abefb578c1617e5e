package dev.linchpin.engine.store;

import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The guard's ledger within a transaction: an entry at most for each link that may lose something. */
public interface Losses {
    /** How a link stands with the guard. */
    enum Standing {
        /** Something said that a side is gone; nobody has looked yet. */
        SUSPECTED,
        HELD,
        /** It was among few. */
        ALLOWED,
        /** A person let it through. */
        APPROVED,
        /** A person wants it undone. */
        REJECTED
    }

    /** Lets whoever else counts losses of the type wait until this transaction has ended. */
    void alone(ObjectType type);

    /** Notes that these rows are said to be deleted, as far as they are linked. */
    void suspectRows(ObjectType type, Collection<RowKey> rows);

    /** Those of these rows that are linked and were said to be deleted, and not to be there again. */
    Set<RowKey> deletedRows(ObjectType type, Collection<RowKey> rows);

    /** Notes that there are rows again under these keys. What was allowed counts on. */
    void withdrawRows(ObjectType type, Collection<RowKey> rows);

    /** Notes a loss of each of these links that has a row and a record. What was decided about a link stands. */
    void suspect(Loss loss, Collection<Long> linkIds);

    Map<Long, Standing> of(Collection<Long> linkIds);

    /**
     * How many losses of the type are held, were allowed since then, or are suspected of links that are still marked. Rows
     * said to be deleted are not among the suspected: see {@link #missingRows}.
     */
    long counted(ObjectType type, Instant since);

    /** How many marked links whose rows are said to be deleted have no row now; counts no further than {@code enough}. */
    long missingRows(ObjectMapping mapping, long enough);

    /** How many links of the type are whole, or lost something since then. */
    long size(ObjectType type, Instant since);

    void allow(Collection<Long> linkIds);

    void hold(Collection<Long> linkIds);

    /** Forgets what was noted or decided about these links, because nothing is lost any more; what was allowed counts on. */
    void withdraw(Collection<Long> linkIds);

    /** Forgets what was allowed before then, and whatever is about links that are no more. */
    void prune(Instant before);

    boolean isHeld(ObjectType type, Loss loss);
}
