package dev.linchpin.simulator.crm.checks;

import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.types.ObjectType;

/** Changes valid values on their way into a record, as HubSpot does with the HTML of activities. Thread-safe. */
@FunctionalInterface
public interface ValueShaper {

    /** Leaves values as they are. */
    ValueShaper NONE = (type, property, value) -> value;

    /** The value to store instead of this one. */
    String shape(ObjectType type, Property property, String value);
}
