package dev.linchpin.engine.reference;

import dev.linchpin.engine.store.ReferenceTable;
import java.util.List;

/** What can be kept for reference. */
public enum Reference {
    PIPELINES,
    OWNERS,
    LISTS;

    /** The tables it fills. */
    public List<ReferenceTable> tables() {
        return switch (this) {
            case PIPELINES -> List.of(ReferenceTable.PIPELINES, ReferenceTable.STAGES);
            case OWNERS -> List.of(ReferenceTable.OWNERS);
            case LISTS -> List.of(ReferenceTable.LISTS, ReferenceTable.MEMBERSHIPS);
        };
    }
}
