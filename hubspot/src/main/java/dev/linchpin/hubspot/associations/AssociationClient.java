package dev.linchpin.hubspot.associations;

import dev.linchpin.engine.hubspot.AssociatedRecord;
import dev.linchpin.engine.hubspot.AssociationKind;
import dev.linchpin.engine.hubspot.AssociationOutcome;
import dev.linchpin.engine.hubspot.AssociationWrite;
import dev.linchpin.engine.hubspot.Associations;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.WriteOptions;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.call.Caller;
import dev.linchpin.hubspot.call.Reader;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The engine's port to associations. Thread-safe. */
public final class AssociationClient implements Associations {
    private final AssociationReads reads;
    private final AssociationWrites writes;

    public AssociationClient(Reader reader, Caller caller) {
        this.reads = new AssociationReads(reader);
        this.writes = new AssociationWrites(caller);
    }

    @Override
    public List<AssociationKind> kinds(ObjectType from, ObjectType to) {
        return reads.kinds(from, to, Lane.PERSON);
    }

    @Override
    public Map<HubSpotId, List<AssociatedRecord>> read(
            ObjectType from, ObjectType to, Collection<HubSpotId> ids, Lane lane) {
        return reads.read(from, to, ids, lane);
    }

    @Override
    public List<AssociationOutcome> write(
            ObjectType from, ObjectType to, List<AssociationWrite> wanted, WriteOptions options) {
        return writes.write(from, to, wanted, options);
    }
}
