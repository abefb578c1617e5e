package dev.linchpin.simulator.schemas;

import dev.linchpin.simulator.crm.ObjectType;
import java.util.HashMap;
import java.util.Map;

/** Numbers for the pairs of types that schemas connect. */
public final class Pairs implements Linking {

    private final Map<String, Integer> ids = new HashMap<>();

    @Override
    public synchronized int makeLinkable(ObjectType from, ObjectType to, String name) {
        return ids.computeIfAbsent(from.typeId() + " " + to.typeId(), pair -> ids.size() + 1);
    }

    @Override
    public void makeUnlinkable(ObjectType from, ObjectType to, int typeId) {}
}
