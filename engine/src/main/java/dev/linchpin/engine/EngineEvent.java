package dev.linchpin.engine;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Loss;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the engine tells whoever listens: schedulers, metrics, live views. Carries no personal data. */
public sealed interface EngineEvent {
    ObjectType type();

    /** Records of this type wait in the queue now that did not before. */
    record Marked(ObjectType type) implements EngineEvent {}

    /** Rows of this type were changed in SQL, and the change log tells. */
    record RowsChanged(ObjectType type) implements EngineEvent {}

    /**
     * A poll came to its end.
     *
     * @param searchLag how far HubSpot's search index is known to lag behind its records
     * @param overlap how far the next poll reads back
     */
    record Polled(ObjectType type, Duration searchLag, Duration overlap) implements EngineEvent {}

    /**
     * A cycle ended. Counts are of records.
     *
     * @param waited how long the longest waiting change that it was through with had waited
     */
    record CycleEnded(
            ObjectType type,
            int claimed,
            int writtenToHubSpot,
            int writtenToDatabase,
            int failed,
            Duration took,
            Waited waited)
            implements EngineEvent {}

    /**
     * How long changes waited since Linchpin knew of them.
     *
     * @param inDatabase made in SQL; null when there were none
     * @param inHubSpot made in HubSpot; null when there were none
     */
    record Waited(@Nullable Duration inDatabase, @Nullable Duration inHubSpot) {}

    record ConflictOpened(ObjectType type, String field) implements EngineEvent {}

    /** @param resolution {@code hubspot}, {@code database}, {@code value}, or {@code agreed} when it closed itself */
    record ConflictClosed(ObjectType type, String field, String resolution) implements EngineEvent {}

    /** A person decided about conflicts, or took that back; it is not applied yet, or could not be. */
    record ConflictDecided(ObjectType type) implements EngineEvent {}

    record DeadLetterBuried(ObjectType type, String field) implements EngineEvent {}

    /** Taken after all, no longer wanted, to be tried again, or discarded. */
    record DeadLetterClosed(ObjectType type, String field) implements EngineEvent {}

    /** The guard began to hold something back. */
    record Held(ObjectType type, Loss loss) implements EngineEvent {}

    /** A person decided about what the guard held. */
    record HoldDecided(ObjectType type, Loss loss) implements EngineEvent {}

    /** Something did not fit that may be due to a changed schema of one side. */
    record SchemaDoubted(ObjectType type) implements EngineEvent {}

    /** Fields of the type were found, lost, or are back. */
    record SchemaChanged(ObjectType type) implements EngineEvent {}

    /** A comparison of the two sides came a portion further. */
    record Checked(ObjectType type) implements EngineEvent {}

    /** @param loaded records taken in so far; {@code finished} once the whole account was seen */
    record LoadProgress(ObjectType type, long loaded, boolean finished) implements EngineEvent {}

    /**
     * A run of a mirror came to its end.
     *
     * @param type what it mirrors; pipelines go by the name of their table, such as {@code deal_pipelines}
     * @param written rows made or changed
     * @param removed rows deleted or marked as deleted
     */
    record MirrorEnded(ObjectType type, boolean succeeded, Duration took, long written, long removed)
            implements EngineEvent {}

    /**
     * A mirror came past all records of its type once more.
     *
     * @param slipped rows that differed though no search had told of it
     */
    record MirrorProved(ObjectType type, long read, long slipped) implements EngineEvent {}
}
