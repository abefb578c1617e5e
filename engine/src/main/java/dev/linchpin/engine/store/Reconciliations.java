package dev.linchpin.engine.store;

import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports of full comparisons. Needs no ownership. Thread-safe. */
public interface Reconciliations {
    enum State {
        REQUESTED,
        RUNNING,
        DONE,
        /** Another run of the same type took its place. */
        REPLACED
    }

    /**
     * One comparison of all of a type.
     *
     * @param id 0 before it is stored
     * @param repairs whether differences are marked, so that cycles look at them
     * @param requestedBy {@code schedule}, or who asked
     * @param position how far it has come, in terms of whoever runs it
     * @param figures counts by name
     * @param samples some of the differences that nothing explains, in one line each, without values
     */
    record Run(
            long id,
            ObjectType type,
            State state,
            boolean repairs,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            String position,
            Map<String, Long> figures,
            List<String> samples) {
        public Run {
            figures = Map.copyOf(figures);
            samples = List.copyOf(samples);
        }
    }

    /**
     * Asks for a run of the type. A run that is asked for or under way answers for a new one, unless that is to replace it.
     */
    Run request(ObjectType type, boolean repairs, String by, boolean replace);

    /** The run of the type that is under way, else the oldest that is asked for. */
    Optional<Run> current(ObjectType type);

    /** Stores state, position, figures and samples, unless the run was replaced meanwhile. */
    void save(Run run);

    Optional<Run> run(long id);

    /** Newest first. */
    Inspection.Page<Run> runs(@Nullable ObjectType type, @Nullable String after, int limit);
}
