package dev.linchpin.database.endings;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Erasures;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Privacy deletions within one transaction. */
public final class ErasureLedger implements Erasures {
    private final Session session;
    private final Instant now;

    public ErasureLedger(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    @Override
    public void announce(ObjectType type, HubSpotId record, Instant at) {
        session.update("""
                insert into $erasure (object_type, hubspot_id, announced_at) values (?, ?, ?)
                on conflict (object_type, hubspot_id) do nothing
                """, type.name(), record.value(), at);
    }

    @Override
    public Set<HubSpotId> announced(ObjectType type, Collection<HubSpotId> records) {
        return records.isEmpty()
                ? Set.of()
                : new HashSet<>(session.query(
                        "select hubspot_id from $erasure where object_type = ? and hubspot_id $in",
                        row -> new HubSpotId(row.text(1)),
                        type.name(),
                        records));
    }

    @Override
    public void erase(ObjectType type, HubSpotId record, @Nullable Long linkId, Map<String, Set<String>> identity) {
        var id = record.value();
        // Queue entry, attempts, conflicts and dead letters go with the link.
        session.update("delete from $link where object_type = ? and hubspot_id = ?", type.name(), id);
        session.update(
                "delete from $sync_log where object_type = ? and (hubspot_id = ? or link_id = ?)",
                type.name(),
                id,
                linkId == null ? 0 : linkId);
        session.update(
                "update $webhook_event set value = '' where object_type = ? and hubspot_id = ?", type.name(), id);
        session.update("update $tombstone set base = '{}' where object_type = ? and hubspot_id = ?", type.name(), id);
        session.update("""
                insert into $erasure (object_type, hubspot_id, announced_at, erased_at) values (?, ?, ?, ?)
                on conflict (object_type, hubspot_id) do update set erased_at = excluded.erased_at
                """, type.name(), id, now, now);
        identity.forEach((field, keys) -> digests(type, field, keys)
                .keySet()
                .forEach(digest -> session.update("""
                        insert into $erased_identity (object_type, field, digest, erased_at) values (?, ?, ?, ?)
                        on conflict (object_type, field, digest) do nothing
                        """, type.name(), field, digest, now)));
    }

    @Override
    public Set<String> known(ObjectType type, String field, Collection<String> matchKeys) {
        if (matchKeys.isEmpty() || !isAnybodyKnown(type)) {
            return Set.of();
        }
        var keysByDigest = digests(type, field, matchKeys);
        var known = new HashSet<String>();
        session.query(
                        "select digest from $erased_identity where object_type = ? and field = ? and digest $in",
                        row -> row.text(1),
                        type.name(),
                        field,
                        keysByDigest.keySet())
                .forEach(digest -> known.add(keysByDigest.getOrDefault(digest, "")));
        return known;
    }

    /** Mostly nobody is, and then no key needs to be hashed. */
    private boolean isAnybodyKnown(ObjectType type) {
        return session.first("select 1 from $erased_identity where object_type = ? limit 1", row -> true, type.name())
                .isPresent();
    }

    @Override
    public void allow(ObjectType type, String field, Collection<String> matchKeys) {
        if (!matchKeys.isEmpty()) {
            session.update(
                    "delete from $erased_identity where object_type = ? and field = ? and digest $in",
                    type.name(),
                    field,
                    digests(type, field, matchKeys).keySet());
        }
    }

    /** The match keys by their digests. */
    private Map<String, String> digests(ObjectType type, String field, Collection<String> matchKeys) {
        var digest = new IdentityDigest(
                session.first("select secret from $secret where name = 'erased_identity'", row -> row.text(1))
                        .orElseThrow(() -> new IllegalStateException("The key of erased identities is missing")));
        var digests = new HashMap<String, String>();
        matchKeys.forEach(key -> digests.put(digest.of(type.name(), field, key), key));
        return digests;
    }
}
