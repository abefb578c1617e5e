package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.checks.ValueRules;
import dev.linchpin.simulator.crm.checks.ValueShaper;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.CatalogueReader;
import dev.linchpin.simulator.crm.definitions.DefinitionSettings;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.PropertyLimits;
import dev.linchpin.simulator.crm.owners.Owners;
import dev.linchpin.simulator.crm.records.RecordBuilder;
import dev.linchpin.simulator.crm.records.RecordId;
import dev.linchpin.simulator.crm.records.RecordSettings;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.crm.types.ObjectTypes;
import dev.linchpin.simulator.crm.values.SharedValues;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records of one account, strongly consistent: every read sees every write that was answered before. Thread-safe, by
 * one lock; records themselves are immutable and may be read at leisure.
 */
public final class Crm {

    private static final long FIRST_DEFINITION_ID = 40_000_001;

    private final ReentrantLock lock = new ReentrantLock();
    private final SimulatorClock clock;
    private final SettingsStore settings;
    private final long portalId;
    private final ObjectTypes types = new ObjectTypes();
    private final Map<ObjectType, RecordTable> tables = new LinkedHashMap<>();
    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
    private volatile ValueShaper shaper = ValueShaper.NONE;
    private final Owners owners;
    private final Locks locks = new Locks();
    private final SharedValues sharedValues = new SharedValues();
    private long revision;
    private long definitionIds;

    /** An account without records. */
    public Crm(SimulatorClock clock, SettingsStore settings, long portalId) {
        this.clock = clock;
        this.settings = settings;
        this.portalId = portalId;
        this.owners = new Owners(portalId);
        clear();
    }

    /** Empties the account: records, aliases, everything defined since its beginning. Listeners are told nothing. */
    public void clear() {
        locked(() -> {
            locks.clear();
            sharedValues.clear();
            var reader = new CatalogueReader();
            types.reset();
            owners.reset();
            tables.clear();
            definitionIds = FIRST_DEFINITION_ID;
            types.all().forEach(type -> tables.put(type, new RecordTable(reader.read(type))));
            return tables;
        });
    }

    /** Tells the listener of every change from now on. */
    public void listen(ChangeListener listener) {
        listeners.add(listener);
    }

    /** Brings values into a feature's form before they are stored, from now on. */
    public void shapeValues(ValueShaper values) {
        shaper = values;
    }

    /** The object types. */
    public ObjectTypes types() {
        return types;
    }

    /** The people and queues that records can belong to. */
    public Owners owners() {
        return owners;
    }

    /** Id of the account. */
    public long portalId() {
        return portalId;
    }

    /** Adds an object type that has no records, or changes what is said about one. */
    public void define(ObjectType type) {
        locked(() -> {
            types.put(type);
            RecordTable table = tables.computeIfAbsent(type, key -> new RecordTable(new CatalogueReader().read(type)));
            table.catalogue().describe(type);
            return table;
        });
    }

    /** Takes an object type out of use; who still holds on to the type finds its records as they were. */
    public void retire(ObjectType type) {
        locked(() -> {
            types.remove(type);
            return type;
        });
    }

    /** Forgets an object type that was never used. */
    public void forget(ObjectType type) {
        locked(() -> {
            types.remove(type);
            return tables.remove(type);
        });
    }

    /** A number that no pipeline, stage or type of the account has had; taken only by what is then sure to succeed. */
    public long takeDefinitionId() {
        return locked(() -> definitionIds++);
    }

    /** Changes the definitions of a type; nobody else changes or writes anything meanwhile. */
    public <T> T redefine(ObjectType type, BiFunction<Catalogue, Long, T> change) {
        return locked(() -> change.apply(table(type).catalogue(), clock.millis()));
    }

    /** The definitions of a type: properties, groups, pipelines, validation rules. */
    public Catalogue catalogue(ObjectType type) {
        return locked(() -> table(type).catalogue());
    }

    /** A live record by its id, following merges; null if there is none. */
    public @Nullable StoredRecord live(ObjectType type, long id) {
        return locked(() -> table(type).live(table(type).survivor(id)));
    }

    /** The same by an id as a caller writes it; null also if it is no number. */
    public @Nullable StoredRecord live(ObjectType type, String id) {
        Long number = RecordId.parse(id);
        return number == null ? null : live(type, number);
    }

    /** A live record by exactly this id; null if there is none. */
    public @Nullable StoredRecord liveExactly(ObjectType type, long id) {
        return locked(() -> table(type).live(id));
    }

    /** The live ones among these ids, each exactly as given; absent ones are left out. */
    public List<StoredRecord> liveAmong(ObjectType type, List<Long> ids) {
        return locked(() -> {
            var found = new ArrayList<StoredRecord>(ids.size());
            for (long id : ids) {
                StoredRecord record = table(type).live(id);
                if (record != null) {
                    found.add(record);
                }
            }
            return found;
        });
    }

    /** An archived record by its id; null if there is none. */
    public @Nullable StoredRecord archived(ObjectType type, long id) {
        return locked(() -> table(type).archived(id));
    }

    /** A live record by an identifying value; null if there is none. */
    public @Nullable StoredRecord liveBy(ObjectType type, Property property, String value) {
        return locked(() -> {
            Lookup lookup = table(type).lookup(property);
            List<Long> ids =
                    lookup == null ? List.of() : table(type).identifiedBy(lookup, value.strip(), ignoresCase());
            return ids.isEmpty() ? null : table(type).live(ids.getFirst());
        });
    }

    /**
     * The live records that a value as sent would identify, once it is in the form in which HubSpot keeps it; none for a
     * property that records cannot be found by.
     */
    public List<StoredRecord> identified(ObjectType type, Property property, String raw) {
        return locked(() -> {
            Lookup lookup = table(type).lookup(property);
            if (lookup == null || raw.isBlank()) {
                return List.of();
            }
            String kept =
                    new ValueRules(settings).check(type, property, raw, null) instanceof ValueRules.Accepted(var value)
                            ? value
                            : raw.strip();
            return liveAmong(type, table(type).identifiedBy(lookup, kept, ignoresCase()));
        });
    }

    /**
     * Ids of live records whose property has this value right now, or null if that would need a scan.
     * The comparison is that of the property's lookup.
     */
    public long @Nullable [] idsBy(ObjectType type, Property property, String value) {
        return locked(() -> {
            Lookup lookup = table(type).lookup(property);
            return lookup == null ? null : lookup.find(value);
        });
    }

    /** Records from an id on, ascending by id. */
    public List<StoredRecord> list(ObjectType type, long fromId, int limit, boolean archived) {
        return locked(() -> table(type).from(fromId, limit, archived));
    }

    /** Calls the action with every live record; nothing changes meanwhile. */
    public void forEachLive(ObjectType type, Consumer<StoredRecord> action) {
        locked(() -> {
            table(type).allLive().all().forEach(action);
            return type;
        });
    }

    /** How many records a type has. */
    public int count(ObjectType type, boolean archived) {
        return locked(() -> (archived ? table(type).allArchived() : table(type).allLive()).size());
    }

    /** Reads several things as of one moment: nothing changes meanwhile. */
    public <T> T read(Supplier<T> reading) {
        return locked(reading);
    }

    /** Runs several writes as one: nobody sees a part of them. */
    public <T> T write(Source source, Function<WriteSession, T> writes) {
        return writeAt(clock.millis(), source, writes);
    }

    /** The same as of a moment that may have passed: what HubSpot does by itself is dated when it was due. */
    public <T> T writeAt(long millis, Source source, Function<WriteSession, T> writes) {
        return locked(() -> writes.apply(new WriteSession(this, source, millis)));
    }

    /** Puts a record in place as if it had always been there: no rules, no events. For seeding. */
    public void plant(ObjectType type, Function<Long, RecordBuilder> record) {
        locked(() -> {
            RecordTable table = table(type);
            table.put(record.apply(table.takeId()).build(++revision));
            return table;
        });
    }

    /**
     * Adds or replaces a property definition.
     *
     * @param definition makes the definition from the next free slot and what goes by that name so far
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if there would be too many
     */
    public Property define(ObjectType type, String name, Definition definition) {
        return locked(() -> {
            RecordTable table = table(type);
            Catalogue catalogue = table.catalogue();
            Property before = catalogue.findAny(name);
            Property after = definition.define(catalogue.nextSlot(), before, clock.millis());
            if ((before == null || before.isArchived()) && !after.isArchived()) {
                new PropertyLimits(settings.get(DefinitionSettings.SECTION))
                        .check(catalogue, types.all().stream().map(this::table).map(RecordTable::catalogue), after);
            }
            catalogue.put(after);
            table.reindex(after);
            return after;
        });
    }

    /** Makes a definition. */
    @FunctionalInterface
    public interface Definition {

        /** The definition to put in force, given the next free slot and the definition so far. */
        Property define(int freeSlot, @Nullable Property before, long now);
    }

    private boolean ignoresCase() {
        return settings.get(RecordSettings.SECTION).uniqueValuesIgnoreCase();
    }

    RecordTable table(ObjectType type) {
        RecordTable table = tables.get(type);
        if (table == null) {
            throw new IllegalArgumentException("This account has no " + type.name());
        }
        return table;
    }

    Locks locks() {
        return locks;
    }

    SharedValues sharedValues() {
        return sharedValues;
    }

    SettingsStore settings() {
        return settings;
    }

    ValueShaper shaper() {
        return shaper;
    }

    long nextRevision() {
        return ++revision;
    }

    void tell(Change change) {
        listeners.forEach(listener -> listener.on(change));
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
