package dev.linchpin.simulator.crm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The records of one type, live and archived, and the ways to find them. Not thread-safe. */
final class RecordTable {

    /** Ids are unique within a type only, and exceed 32 bits: starting every type at the same one shows mix-ups. */
    private static final long FIRST_ID = 30_000_000_001L;

    private final Catalogue catalogue;
    private final TreeMap<Long, StoredRecord> live = new TreeMap<>();
    private final TreeMap<Long, StoredRecord> archived = new TreeMap<>();
    private final Map<Long, Long> aliases = new HashMap<>();
    private final Map<Integer, Lookup> lookups = new LinkedHashMap<>();
    private long nextId = FIRST_ID;

    RecordTable(Catalogue catalogue) {
        this.catalogue = catalogue;
        if (catalogue.type().hasEmailIdentity()) {
            addLookup(new Lookup(
                    catalogue.require("email").slot(),
                    catalogue.require("hs_additional_emails").slot()));
        }
        if (catalogue.type().hasDomain()) {
            addLookup(new Lookup(catalogue.require("domain").slot(), -1));
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
        return live.get(id);
    }

    @Nullable StoredRecord archived(long id) {
        return archived.get(id);
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
        for (StoredRecord record :
                (ofArchived ? archived : live).tailMap(firstId, true).values()) {
            if (page.size() == limit) {
                break;
            }
            page.add(record);
        }
        return page;
    }

    Collection<StoredRecord> allLive() {
        return live.values();
    }

    Collection<StoredRecord> allArchived() {
        return archived.values();
    }

    /** Puts the next state of a record in place, whichever side of the recycle bin it is on. */
    void put(StoredRecord after) {
        StoredRecord before = live.get(after.id());
        StoredRecord liveAfter = after.archivedAt() == 0 ? after : null;
        for (Lookup lookup : lookups.values()) {
            lookup.replace(before, liveAfter);
        }
        if (liveAfter != null) {
            live.put(after.id(), after);
            archived.remove(after.id());
        } else {
            live.remove(after.id());
            archived.put(after.id(), after);
        }
        nextId = Math.max(nextId, after.id() + 1);
    }

    /** Removes a record for good. */
    void erase(long id) {
        StoredRecord before = live.remove(id);
        archived.remove(id);
        if (before != null) {
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
            live.values().forEach(record -> lookup.replace(null, record));
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
