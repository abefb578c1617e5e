package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.crm.types.ObjectType;
import org.jspecify.annotations.Nullable;

/** A list as it is now. Not thread-safe. */
final class StoredList {

    final long id;
    final ObjectType type;
    final ProcessingType processingType;
    final long createdAt;
    final long createdById;
    final Members members = new Members();
    String name;

    @Nullable ListFilter filter;

    int version = 1;
    long updatedAt;
    long updatedById;
    long filtersUpdatedAt;
    /** Milliseconds of the last joining and leaving; 0 for never. */
    long lastAddedAt;

    long lastRemovedAt;
    /** Milliseconds; 0 while it exists. */
    long deletedAt;
    /** Evaluations of the whole list that are still to come. */
    int evaluationsDue;
    /** How often evaluations of the whole list were scheduled; the latest one repeats itself. */
    int schedules;

    StoredList(
            long id,
            String name,
            ObjectType type,
            ProcessingType processingType,
            @Nullable ListFilter filter,
            long at,
            long userId) {
        this.id = id;
        this.name = name;
        this.type = type;
        this.processingType = processingType;
        this.filter = filter;
        this.createdAt = at;
        this.createdById = userId;
        this.updatedAt = at;
        this.updatedById = userId;
        this.filtersUpdatedAt = at;
    }

    /** Whether it goes by its filters now. */
    boolean follows() {
        return processingType == ProcessingType.DYNAMIC && deletedAt == 0;
    }

    void changed(long at, long userId) {
        version++;
        updatedAt = at;
        updatedById = userId;
    }
}
