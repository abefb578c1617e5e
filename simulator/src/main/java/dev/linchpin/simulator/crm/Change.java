package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.List;

/** Something that happened to a record, told to whoever listens. */
public sealed interface Change {

    /** The kind of record. */
    ObjectType type();

    /** Who did it. */
    Source source();

    /** Milliseconds of the simulator's clock. */
    long at();

    /** A record came into being with these properties. */
    record Created(ObjectType type, StoredRecord record, List<Property> written, Source source, long at)
            implements Change {}

    /** These properties of a record got other values. */
    record Updated(ObjectType type, StoredRecord record, List<Property> changed, Source source, long at)
            implements Change {}

    /** A record went to the recycle bin. */
    record Archived(ObjectType type, StoredRecord record, Source source, long at) implements Change {}

    /** A record came back from the recycle bin. */
    record Restored(ObjectType type, StoredRecord record, Source source, long at) implements Change {}

    /**
     * Two records became one.
     *
     * @param primaryId whose values won
     * @param mergedId whose values filled the gaps
     * @param absorbed ids that are gone
     * @param moved number of properties taken from the other record
     */
    record Merged(
            ObjectType type,
            StoredRecord survivor,
            long primaryId,
            long mergedId,
            List<Long> absorbed,
            int moved,
            Source source,
            long at)
            implements Change {}

    /**
     * A link between two records came or went, told once for each direction.
     *
     * @param type of the record that the link leads from
     * @param primary whether it is the one primary link of its kind
     */
    record Associated(
            ObjectType type,
            long fromId,
            ObjectType toType,
            long toId,
            AssociationType association,
            boolean primary,
            boolean removed,
            Source source,
            long at)
            implements Change {}

    /** A record joined or left a list. */
    record Listed(ObjectType type, long recordId, long listId, boolean removed, Source source, long at)
            implements Change {}

    /** A record was erased for good. */
    record Erased(ObjectType type, StoredRecord record, Source source, long at) implements Change {}
}
