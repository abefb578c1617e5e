package dev.linchpin.simulator.schemas;

import dev.linchpin.simulator.crm.types.ObjectType;

/** Says which types of record can be linked. */
public interface Linkable {

    /** Makes records of these types linkable in both directions, and tells the id of the kind of link from one to the other. */
    int makeLinkable(ObjectType from, ObjectType to, String name);

    /** Takes that kind of link away, in both directions. */
    void makeUnlinkable(ObjectType from, ObjectType to, int typeId);
}
