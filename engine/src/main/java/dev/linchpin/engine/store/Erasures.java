package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Privacy deletions. What is kept of an erased person is a keyed hash of the identity, whose key never leaves the database: enough
 * to know the person again, and of no other use.
 */
public interface Erasures {
    /** HubSpot says that the record was deleted for privacy. */
    void announce(ObjectType type, HubSpotId record, Instant at);

    /** Those of these records that HubSpot said so about. */
    Set<HubSpotId> announced(ObjectType type, Collection<HubSpotId> records);

    /**
     * Removes all that is kept about the record: link, base, queue entry, attempts, conflicts, dead letters, journal, events. Of
     * the tombstones only the ids stay.
     *
     * @param linkId of its link; null when it has none
     * @param identity by field name, the {@linkplain dev.linchpin.engine.model.FieldType#matchKey match keys} that the person is
     *     to be known by
     */
    void erase(ObjectType type, HubSpotId record, @Nullable Long linkId, Map<String, Set<String>> identity);

    /** Those of these match keys that an erased person had. */
    Set<String> known(ObjectType type, String field, Collection<String> matchKeys);

    /** A person says that whoever has these may be sent to HubSpot again. */
    void allow(ObjectType type, String field, Collection<String> matchKeys);
}
