package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.associations.LinkRequest.Spec;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Setting the kinds of links between existing records of two types, in one session. */
final class Linking {

    private final LinkWriter writer;
    private final ObjectType from;
    private final ObjectType to;

    /** What was linked, and how. */
    record Done(long fromId, long toId, List<LinkType> types) {}

    Linking(LinkWriter writer, ObjectType from, ObjectType to) {
        this.writer = writer;
        this.from = from;
        this.to = to;
    }

    /**
     * Plans to set the kinds of links between two records. Without kinds nothing is linked, yet the call succeeds
     * (MemberJunction/MJ#2743).
     */
    Supplier<Done> plan(String fromId, String toId, List<Spec> specs) {
        var types = new ArrayList<LinkType>();
        for (Spec spec : specs) {
            LinkType type = writer.find(spec);
            // HubSpot goes by the kind of link and takes the path's ids for those of its types
            // (hubspot-api-nodejs#646).
            if (!type.from().typeId().equals(from.typeId())) {
                throw LinkErrors.unknownRecord(type.from(), fromId).exception();
            }
            if (!type.to().typeId().equals(to.typeId())) {
                throw LinkErrors.unknownRecord(type.to(), toId).exception();
            }
            types.add(type);
        }
        StoredRecord record = writer.record(from, fromId);
        StoredRecord other = writer.record(to, toId);
        LinkWriter.Planned planned = writer.plan(from, record, to, toId, types, true);
        return () -> {
            planned.apply(record.id());
            return new Done(record.id(), other.id(), types);
        };
    }
}
