package dev.linchpin.engine.desk;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Loss;

/**
 * What people decide about what the guard holds. A decision is stored, and the cycles of whichever process runs the connection
 * carry it out; so it needs no ownership. Thread-safe.
 */
public interface GuardDesk {
    /**
     * Lets everything that is held be carried out, once.
     *
     * @param version of the {@linkplain dev.linchpin.engine.store.Hold hold} that the person was shown
     */
    HoldVerdict approve(ObjectType type, Loss loss, long version);

    /**
     * Has it undone: deleted rows come back from their records, rows of archived records are kept and no longer linked,
     * values that would be replaced become conflicts. What left the scope cannot be rejected.
     *
     * @param version as for {@link #approve}
     */
    HoldVerdict reject(ObjectType type, Loss loss, long version);
}
