package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.SortedRecords;
import dev.linchpin.simulator.crm.records.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of one type, live and archived, and the ways to find them. Not thread-safe. */
final class RecordTable {

    /** Ids are unique within a type only, and exceed 32 bits: starting every type at the same one shows mix-ups. */
    private static final long FIRST_ID = 30_000_000_001L;

    private final Catalogue catalogue;
    private final SortedRecords live = new SortedRecords(StoredRecord::id);
    private final SortedRecords archived = new SortedRecords(StoredRecord::id);
    private final Map<Long, Long> aliases = new HashMap<>();
    private final Map<Integer, Lookup> lookups = new LinkedHashMap<>();
    private final Map<Long, Integer> identities = new HashMap<>();
    private final Set<String> blocked = new HashSet<>();
    private long nextId = FIRST_ID;

    RecordTable(Catalogue catalogue) {
        this.catalogue = catalogue;
        if (catalogue.type().hasEmailIdentity()) {
            addLookup(new Lookup(
                    catalogue.require("email").slot(),
                    catalogue.require("hs_additional_emails").slot()));
        }
        if (catalogue.type().hasDomain()) {
            addLookup(new Lookup(
                    catalogue.require("domain").slot(),
                    catalogue.require("hs_additional_domains").slot()));
        }
        catalogue.all().stream()
                .filter(property -> property.is(Property.Trait.UNIQUE))
                .forEach(property -> addLookup(new Lookup(property.slot(), -1)));
    }

    Catalogue catalogue() {
        return catalogue;
    }

    long takeId() {
        return nextId++;
    }

    @Nullable StoredRecord live(long id) {
        return live.first(id);
    }

    @Nullable StoredRecord archived(long id) {
        return archived.first(id);
    }

    /** The id itself, or the survivor's if it was merged away. */
    long survivor(long id) {
        long current = id;
        for (Long next = aliases.get(current); next != null; next = aliases.get(current)) {
            current = next;
        }
        return current;
    }

    void alias(long gone, long survivor) {
        aliases.put(gone, survivor);
    }

    /** Records from an id on, ascending. */
    List<StoredRecord> from(long firstId, int limit, boolean ofArchived) {
        var page = new ArrayList<StoredRecord>(Math.min(limit, 101));
        for (StoredRecord record : (ofArchived ? archived : live).between(firstId, Long.MAX_VALUE, false)) {
            if (page.size() == limit) {
                break;
            }
            page.add(record);
        }
        return page;
    }

    SortedRecords allLive() {
        return live;
    }

    SortedRecords allArchived() {
        return archived;
    }

    /** Puts the next state of a record in place, whichever side of the recycle bin it is on. */
    void put(StoredRecord after) {
        StoredRecord before = live.first(after.id());
        StoredRecord liveAfter = after.archivedAt() == 0 ? after : null;
        for (Lookup lookup : lookups.values()) {
            lookup.replace(before, liveAfter);
        }
        if (liveAfter != null) {
            live.add(after);
            archived.remove(after);
        } else {
            live.remove(after);
            archived.add(after);
        }
        nextId = Math.max(nextId, after.id() + 1);
    }

    /** Puts the survivor of a merge in place, in which so many records have become one. */
    void put(StoredRecord survivor, int mergedIdentities) {
        put(survivor);
        identities.put(survivor.id(), mergedIdentities);
    }

    /** How many records have become this one. */
    int identitiesOf(long id) {
        return identities.getOrDefault(id, 1);
    }

    /** Notes an address, in lower case, that was erased for privacy. */
    void block(String email) {
        blocked.add(email);
    }

    boolean isBlocked(String email) {
        return blocked.contains(email);
    }

    /** Removes a record for good. */
    void erase(long id) {
        StoredRecord gone = archived.first(id);
        if (gone != null) {
            archived.remove(gone);
        }
        StoredRecord before = live.first(id);
        if (before != null) {
            live.remove(before);
            lookups.values().forEach(lookup -> lookup.replace(before, null));
        }
    }

    /** The lookup by that property, or null if there is none. */
    @Nullable Lookup lookup(Property property) {
        return lookups.get(property.slot());
    }

    /** The lookups whose values identify a record. */
    List<Lookup> identities() {
        return lookups.values().stream().filter(this::isUnique).toList();
    }

    /** Lets a property identify records from now on, or no longer, as its definition says. */
    void reindex(Property property) {
        Lookup known = lookups.get(property.slot());
        if (property.is(Property.Trait.UNIQUE) && known == null) {
            Lookup lookup = new Lookup(property.slot(), -1);
            live.all().forEach(record -> lookup.replace(null, record));
            addLookup(lookup);
        } else if (!property.is(Property.Trait.UNIQUE) && known != null && !isBuiltIn(known)) {
            lookups.remove(property.slot());
        }
    }

    private boolean isBuiltIn(Lookup lookup) {
        return isEmailLookup(lookup) || !isUnique(lookup);
    }

    boolean isEmailLookup(Lookup lookup) {
        return catalogue.type().hasEmailIdentity()
                && lookup.slot() == catalogue.require("email").slot();
    }

    private boolean isUnique(Lookup lookup) {
        return !(catalogue.type().hasDomain()
                && lookup.slot() == catalogue.require("domain").slot());
    }

    private void addLookup(Lookup lookup) {
        lookups.put(lookup.slot(), lookup);
    }
}
