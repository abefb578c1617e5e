package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.definitions.Derivation;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.StoredRecord;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The numbers by which search keeps records in order, so that polling costs the same however large the account is. */
enum Order {
    /** By id. */
    ID,
    /** By the time of creation. */
    CREATED,
    /** By the time of the last change. */
    MODIFIED;

    /** The number of a record. */
    ToLongFunction<StoredRecord> key() {
        return switch (this) {
            case ID -> StoredRecord::id;
            case CREATED -> StoredRecord::createdAt;
            case MODIFIED -> StoredRecord::updatedAt;
        };
    }

    /** The order that a property stands for, or null. */
    static @Nullable Order of(@Nullable Property property) {
        if (property == null) {
            return null;
        }
        return switch (property.derivation()) {
            case Derivation.ID -> ID;
            case Derivation.CREATED -> CREATED;
            case Derivation.MODIFIED -> MODIFIED;
            default -> null;
        };
    }
}
