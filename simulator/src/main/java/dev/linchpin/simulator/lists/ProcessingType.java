package dev.linchpin.simulator.lists;

import java.util.Optional;
import java.util.stream.Stream;

/** Who decides which records are in a list (HubSpot docs, "Lists"). */
enum ProcessingType {
    /** People and apps. */
    MANUAL,
    /** The filters, once; then people and apps. */
    SNAPSHOT,
    /** The filters, always. */
    DYNAMIC;

    static Optional<ProcessingType> of(String name) {
        return Stream.of(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
