package dev.linchpin.engine.store;

import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Place;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The mapped tables as the database has them. Thread-safe. */
public interface Tables {
    /** Each column's type in the database's own words; empty when there is no such table. */
    Map<String, String> columns(ObjectMapping mapping);

    /** Whether columns may be added to the mapping's table; true of one that is not there yet. */
    boolean mayGrow(ObjectMapping mapping);

    /** Why the database does not understand the mapping's scope of rows; empty when it does. */
    Optional<String> misunderstands(ObjectMapping mapping);

    /**
     * Whether the place holds nothing in any row.
     *
     * @throws SchemaChangedException when it is not there (any more)
     */
    boolean isBlank(ObjectMapping mapping, Place place);

    /**
     * Makes what managed tables lack, and has exactly these mappings captured.
     *
     * @param fresh by type, the fields whose columns may be made; others had theirs, and where one is gone somebody took it away
     * @return the types that were not captured before, so that changes may have been missed. They are told again, after a
     *     restart as well, until {@link #caughtUp}
     * @throws SchemaChangedException when a mapped table or column is not there (any more)
     */
    Set<ObjectType> prepare(Collection<ObjectMapping> mappings, Map<ObjectType, Set<String>> fresh);

    /** All rows of the type have been marked since {@link #prepare} told of it. */
    void caughtUp(ObjectType type);
}
