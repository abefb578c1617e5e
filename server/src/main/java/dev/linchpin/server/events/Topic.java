package dev.linchpin.server.events;

import dev.linchpin.engine.EngineEvent;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What may look otherwise than before. */
enum Topic {
    RECORDS,
    QUEUE,
    CONFLICTS,
    DEAD_LETTERS,
    JOURNAL,
    LOAD,
    HELD,
    SCHEMA,
    CHECKS;

    /** May be empty. */
    static Set<Topic> of(EngineEvent event) {
        return switch (event) {
            case EngineEvent.Marked _ -> EnumSet.of(QUEUE);
            case EngineEvent.RowsChanged _ -> EnumSet.of(RECORDS);
            case EngineEvent.CycleEnded cycle -> of(cycle);
            case EngineEvent.ConflictOpened _, EngineEvent.ConflictClosed _ -> EnumSet.of(CONFLICTS, RECORDS, JOURNAL);
            case EngineEvent.ConflictDecided _ -> EnumSet.of(CONFLICTS);
            case EngineEvent.DeadLetterBuried _ -> EnumSet.of(DEAD_LETTERS, RECORDS, JOURNAL);
            case EngineEvent.DeadLetterClosed _ -> EnumSet.of(DEAD_LETTERS, RECORDS);
            case EngineEvent.Held _, EngineEvent.HoldDecided _ -> EnumSet.of(HELD);
            case EngineEvent.SchemaChanged _ -> EnumSet.of(SCHEMA);
            case EngineEvent.LoadProgress _ -> EnumSet.of(LOAD, RECORDS);
            case EngineEvent.MirrorEnded _, EngineEvent.MirrorProved _ -> EnumSet.of(LOAD);
            case EngineEvent.Checked _ -> EnumSet.of(CHECKS);
            case EngineEvent.Polled _, EngineEvent.SchemaDoubted _ -> EnumSet.noneOf(Topic.class);
        };
    }

    private static Set<Topic> of(EngineEvent.CycleEnded cycle) {
        if (cycle.claimed() == 0) {
            return EnumSet.noneOf(Topic.class);
        }
        var isWritten = cycle.writtenToHubSpot() > 0 || cycle.writtenToDatabase() > 0;
        return isWritten ? EnumSet.of(RECORDS, QUEUE, JOURNAL) : EnumSet.of(RECORDS, QUEUE);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
