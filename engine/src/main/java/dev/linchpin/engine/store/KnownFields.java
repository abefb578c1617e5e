package dev.linchpin.engine.store;

import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import java.util.Collection;
import java.util.List;

/** Which fields have been mapped so far, within a transaction. */
public interface KnownFields {
    List<KnownField> of(ObjectType type);

    /** Stores these in place of all that were known of the type. */
    void replace(ObjectType type, Collection<KnownField> fields);

    /** Takes it that the two sides never agreed on the field: the first-link rule applies to it. */
    void forgetBase(ObjectType type, String field);

    /** Marks every link whose record showed no value of the field when the two sides last agreed. */
    void markBlank(ObjectType type, String field, Cause cause);

    /** Lets what was refused of the field be tried again. */
    void revive(ObjectType type, String field);

    /** Whether the table has a column again that the mapping is without. Once rows of it are locked, the answer stays true. */
    boolean areBack(ObjectMapping mapping);
}
