package dev.linchpin.engine.store;

import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is remembered about which row belongs to which record, beyond the links themselves; within one transaction. */
public interface Identities {
    /** A person said that what these links hold is a thing of its own, whatever it looks like. */
    void keepApart(Collection<Long> linkIds);

    /** Those of these links that a person keeps apart. */
    Set<Long> apart(Collection<Long> linkIds);

    /** Links with an open conflict about identity. */
    List<Long> contested(ObjectType type);

    /** Has the identity of these links looked up once more at that time; a time set before is replaced. */
    void checkAt(Collection<Long> linkIds, Instant due);

    /** Whole links whose identity is to be looked up once more by now, oldest first. */
    List<Link> checksDue(ObjectType type, Instant now, int limit);

    /** These need no look any more. */
    void checked(Collection<Long> linkIds);

    /** The open conflicts of these links that are about the whole record, at most one each. */
    List<Conflict> aboutRecord(Collection<Long> linkIds);

    /** What is left of creates that were given up because their rows were deleted, by the announced {@code linchpin_id}. */
    Map<String, Tombstone> givenUp(ObjectType type, Collection<String> linchpinIds);

    /** The earliest deadline among announced creates of the type that have no answer yet. */
    Optional<Instant> earliestIntent(ObjectType type);
}
