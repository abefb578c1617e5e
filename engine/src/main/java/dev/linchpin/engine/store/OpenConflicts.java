package dev.linchpin.engine.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Looks up the open conflicts of links other than the claimed one. */
public interface OpenConflicts {
    /** By link id; links without any are absent. */
    Map<Long, List<Conflict>> of(Collection<Long> linkIds);
}
