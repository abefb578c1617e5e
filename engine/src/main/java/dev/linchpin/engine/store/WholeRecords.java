package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * All properties of a record beside its row, as one document that is only for reading: it flows from HubSpot alone, is not
 * compared, and nothing remembers what it held. Thread-safe.
 */
public interface WholeRecords {
    /** Records whose rows lack it. */
    List<HubSpotId> lacking(ObjectMapping mapping, int most);

    /**
     * Lets rows hold it, as far as there are any of these records; answers how many rows were changed.
     *
     * @param properties HubSpot's own texts, by the id that rows have of the record
     */
    int keep(ObjectMapping mapping, Map<HubSpotId, Map<String, String>> properties);

    /** Lets the rows hold an empty one, because HubSpot has no such records (any more). */
    void keepEmpty(ObjectMapping mapping, Collection<HubSpotId> records);
}
