package dev.linchpin.engine.desk;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Mark;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/** What people may do. Nothing here writes to HubSpot: decisions move bases or marks, and the cycle carries them. Thread-safe. */
public interface Desk {
    /**
     * How a person wants a conflict settled.
     *
     * @param version the version of the values that the person was shown; empty means as last listed
     */
    record Resolution(long conflictId, Choice choice, OptionalInt version) {}

    /**
     * Settles conflicts, each by itself; HubSpot is asked about all of them together.
     *
     * @return a verdict about each, in the same order
     * @throws dev.linchpin.engine.hubspot.HubSpotException when HubSpot cannot be asked for its values now; those that
     *     were settled before stay so
     */
    List<Verdict> resolve(List<Resolution> resolutions);

    /** Settles one conflict; as {@link #resolve(List)}. */
    default Verdict resolve(long conflictId, Choice choice, OptionalInt version) {
        return resolve(List.of(new Resolution(conflictId, choice, version))).getFirst();
    }

    /** Lets dead letters be tried again at once; answers how many of them there were. */
    int retry(Collection<Long> deadLetterIds);

    /** Accepts that refused values stay undelivered until they change; answers how many there were. */
    int discard(Collection<Long> deadLetterIds);

    /**
     * Puts another value in the place of HubSpot's, which the row refused: into the row at once, and from there to
     * HubSpot.
     *
     * @param value in the canonical text of the field's type
     * @throws dev.linchpin.engine.hubspot.HubSpotException when HubSpot cannot be asked for its value now
     */
    Verdict correct(long deadLetterId, Value value);

    /** Asks for a look at these records now. */
    void look(Collection<? extends Mark> marks);

    /** Reads the whole HubSpot account of this type again, in the background. */
    void pullAll(ObjectType type);

    /** Looks at every row of this type, in the background. */
    void pushAll(ObjectType type);
}
