package dev.linchpin.engine.desk;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Mark;
import java.util.Collection;
import java.util.OptionalInt;

/** What people may do. Nothing here writes to HubSpot: decisions move bases or marks, and the cycle carries them. Thread-safe. */
public interface Desk {
    /**
     * Settles a conflict.
     *
     * @param version the version of the values that the person was shown; empty means as last listed
     * @throws dev.linchpin.engine.hubspot.HubSpotException when HubSpot cannot be asked for its value now
     */
    Verdict resolve(long conflictId, Choice choice, OptionalInt version);

    /** Lets a dead letter be tried again at once; false when there is none. */
    boolean retry(long deadLetterId);

    /** Accepts that the refused value stays undelivered until it changes; false when there is no such dead letter. */
    boolean discard(long deadLetterId);

    /** Asks for a look at these records now. */
    void look(Collection<? extends Mark> marks);

    /** Reads the whole HubSpot account of this type again, in the background. */
    void pullAll(ObjectType type);

    /** Looks at every row of this type, in the background. */
    void pushAll(ObjectType type);
}
