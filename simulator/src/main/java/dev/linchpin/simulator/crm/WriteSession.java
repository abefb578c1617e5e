package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.crm.checks.DefinitionCheck;
import dev.linchpin.simulator.crm.checks.WriteCheck;
import dev.linchpin.simulator.crm.definitions.DefinitionSettings;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.RecordBuilder;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.crm.values.WebDomain;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.settings.Behaviour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes by one actor at one moment, under the account's lock. A write is planned, which may refuse it, and then
 * applied, which cannot fail: planning all before applying any makes a batch all-or-nothing.
 */
public final class WriteSession {

    /** Records that can become one (HubSpot docs, "Error handling", 414). */
    private static final int MAXIMUM_IDENTITIES = 250;

    /** A write that is known to succeed. */
    public sealed interface Plan {}

    private record Creation(RecordTable table, Map<Property, String> values) implements Plan {}

    private record Modification(RecordTable table, StoredRecord before, Map<Property, String> values) implements Plan {}

    private final Crm crm;
    private final Source source;
    private final long now;
    private final Behaviour behaviour;
    private final IdentityCheck identities;

    WriteSession(Crm crm, Source source, long now) {
        this.crm = crm;
        this.source = source;
        this.now = now;
        this.behaviour = crm.settings().get().behaviour();
        this.identities = new IdentityCheck(crm, source);
    }

    /**
     * Plans a new record.
     *
     * @param raw values as sent, by property name; null or empty for none
     * @param enforce whether it must have what its type requires and be what administrators demand
     * @throws dev.linchpin.simulator.exchange.ApiException 400 or 409 if it is refused
     */
    public Plan planCreation(ObjectType type, Map<String, @Nullable String> raw, boolean enforce) {
        RecordTable table = crm.table(type);
        WriteCheck check = check(table, enforce);
        Map<Property, String> values = check.check(raw, null);
        deriveDomain(table, null, values);
        if (enforce) {
            check.checkRequired(values);
        }
        check.followStage(values, null);
        identities.check(table, null, values);
        return new Creation(table, values);
    }

    /**
     * Plans a change of a record.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 or 409 if it is refused
     */
    public Plan planUpdate(ObjectType type, StoredRecord before, Map<String, @Nullable String> raw) {
        return planUpdate(type, before, raw, false);
    }

    /**
     * The same.
     *
     * @param enforce whether values must be what administrators demand
     */
    public Plan planUpdate(ObjectType type, StoredRecord before, Map<String, @Nullable String> raw, boolean enforce) {
        enter(type, before);
        RecordTable table = crm.table(type);
        WriteCheck check = check(table, enforce);
        Map<Property, String> values = check.check(raw, before);
        deriveDomain(table, before, values);
        check.followStage(values, before);
        identities.check(table, before, values);
        return new Modification(table, before, values);
    }

    /** Carries out a plan made in this session. */
    public Written apply(Plan plan) {
        return switch (plan) {
            case Creation creation -> create(creation);
            case Modification modification -> update(modification);
        };
    }

    /**
     * Makes sure that an app may write to a record now; planning an update does so by itself.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 423 if another write holds the record
     */
    public void enter(ObjectType type, StoredRecord record) {
        if (source.isApp()) {
            crm.locks().enter(crm.settings().get(LockSettings.SECTION), type, record, now);
        }
    }

    /** Moves a live record to the recycle bin. */
    public StoredRecord archive(ObjectType type, StoredRecord record) {
        StoredRecord after = RecordBuilder.from(record, 0).archivedSince(now).build(crm.nextRevision());
        crm.table(type).put(after);
        crm.tell(new Change.Archived(type, after, source, now));
        return after;
    }

    /**
     * Brings an archived record back.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 409 if another record has its identity by now
     */
    public StoredRecord restore(ObjectType type, StoredRecord record) {
        RecordTable table = crm.table(type);
        identities.checkReturn(table, record);
        StoredRecord after = RecordBuilder.from(record, 0)
                .archivedSince(0)
                .touched(now, source)
                .build(crm.nextRevision());
        table.put(after);
        crm.tell(new Change.Restored(type, after, source, now));
        return after;
    }

    /**
     * Makes one record of two; the absorbed ids lead to the survivor from now on.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 414 if too many records would have become one, 423 if another
     *     write holds one of the two
     */
    public StoredRecord merge(ObjectType type, StoredRecord primary, StoredRecord other) {
        enter(type, primary);
        enter(type, other);
        RecordTable table = crm.table(type);
        int identities = table.identitiesOf(primary.id()) + table.identitiesOf(other.id());
        if (identities > MAXIMUM_IDENTITIES) {
            throw ApiError.of(
                            414,
                            "VALIDATION_ERROR",
                            "Cannot have more than " + MAXIMUM_IDENTITIES + " identities on a profile")
                    .exception();
        }
        long survivorId = behaviour.mergePreservesPrimaryId() ? primary.id() : table.takeId();
        var result = new Merging(table.catalogue(), behaviour.mergeJoinsHistories())
                .merge(primary, other, survivorId, source, now, crm.nextRevision());
        var absorbed = new ArrayList<Long>();
        if (survivorId != primary.id()) {
            absorbed.add(primary.id());
        }
        absorbed.add(other.id());
        for (long gone : absorbed) {
            table.erase(gone);
            table.alias(gone, survivorId);
        }
        table.put(result.survivor(), identities);
        crm.tell(new Change.Merged(
                type, result.survivor(), primary.id(), other.id(), absorbed, result.moved(), source, now));
        return result.survivor();
    }

    /** Erases a record for good, live or archived; people and imports cannot bring its addresses back. */
    public void erase(ObjectType type, StoredRecord record) {
        RecordTable table = crm.table(type);
        table.identities().stream()
                .filter(table::isEmailLookup)
                .forEach(lookup -> lookup.keys(record).forEach(table::block));
        table.erase(record.id());
        crm.tell(new Change.Erased(type, record, source, now));
    }

    /** Tells that a link came or went, in one direction; who keeps the links has noted it. */
    public void associated(
            ObjectType type,
            long fromId,
            ObjectType toType,
            long toId,
            AssociationType association,
            boolean primary,
            boolean removed) {
        crm.tell(new Change.Associated(type, fromId, toType, toId, association, primary, removed, source, now));
    }

    /**
     * Writes what HubSpot computed, whether or not the properties can be written otherwise. What has not changed is left.
     *
     * @param values by name; names that the type does not have are skipped, and an empty value clears
     * @param touches whether the record counts as changed by it
     */
    public StoredRecord compute(ObjectType type, StoredRecord before, Map<String, String> values, boolean touches) {
        RecordTable table = crm.table(type);
        var changes = new LinkedHashMap<Property, String>();
        values.forEach((name, value) -> {
            Property property = table.catalogue().find(name);
            String stored = property == null ? null : before.stored(property.slot());
            if (property != null && !value.equals(stored == null ? "" : stored)) {
                changes.put(property, value);
            }
        });
        if (changes.isEmpty()) {
            return before;
        }
        var builder = RecordBuilder.from(before, changes.size());
        changes.forEach((property, value) -> builder.computed(property.slot(), value, now, source));
        if (touches) {
            builder.touched(now, source);
        }
        StoredRecord after = builder.build(crm.nextRevision());
        table.put(after);
        crm.tell(new Change.Updated(type, after, List.copyOf(changes.keySet()), source, now));
        return after;
    }

    /** Keeps people and imports from using an address that no record has. */
    public void block(ObjectType type, String email) {
        crm.table(type).block(email.strip());
    }

    /** Tells that a record joined or left a list; who keeps the lists has noted it. */
    public void listed(ObjectType type, long recordId, long listId, boolean removed) {
        crm.tell(new Change.Listed(type, recordId, listId, removed, source, now));
    }

    /** The moment of the writes, in milliseconds. */
    public long at() {
        return now;
    }

    private WriteCheck check(RecordTable table, boolean enforce) {
        var definitions = new DefinitionCheck(
                table.catalogue(), crm.settings().get(DefinitionSettings.SECTION), crm.owners(), enforce, now);
        return new WriteCheck(
                table.catalogue(), crm.settings(), definitions, crm.shaper(), crm.sharedValues(), crm.portalId());
    }

    private Written create(Creation creation) {
        RecordTable table = creation.table();
        var builder = RecordBuilder.create(
                table.takeId(), now, source, creation.values().size());
        var written = new ArrayList<Property>();
        creation.values().forEach((property, value) -> {
            if (!value.isEmpty()) {
                builder.with(property.slot(), value);
                written.add(property);
            }
        });
        StoredRecord record = builder.build(crm.nextRevision());
        table.put(record);
        identities.created();
        crm.tell(new Change.Created(table.catalogue().type(), record, written, source, now));
        return new Written(record, List.copyOf(creation.values().keySet()), true);
    }

    private Written update(Modification modification) {
        StoredRecord before = modification.before();
        List<Property> properties = List.copyOf(modification.values().keySet());
        var changes = new LinkedHashMap<Property, String>();
        modification.values().forEach((property, value) -> {
            String stored = before.stored(property.slot());
            if (behaviour.identicalWritesCount() || !value.equals(stored == null ? "" : stored)) {
                changes.put(property, value);
            }
        });
        if (changes.isEmpty()) {
            identities.updated(modification.table(), before, before);
            return new Written(before, properties, false);
        }
        var builder = RecordBuilder.from(before, changes.size());
        changes.forEach((property, value) -> builder.changed(property.slot(), value, now, source));
        StoredRecord after = builder.build(crm.nextRevision());
        modification.table().put(after);
        identities.updated(modification.table(), before, after);
        crm.tell(new Change.Updated(
                modification.table().catalogue().type(), after, List.copyOf(changes.keySet()), source, now));
        return new Written(after, properties, false);
    }

    private void deriveDomain(RecordTable table, @Nullable StoredRecord before, Map<Property, String> values) {
        if (!table.catalogue().type().hasDomain() || !behaviour.domainFromWebsite()) {
            return;
        }
        Property domain = table.catalogue().require("domain");
        String website = values.get(table.catalogue().require("website"));
        boolean hasDomain = before != null && before.value(domain.slot()) != null;
        if (website != null && !website.isEmpty() && !hasDomain && !values.containsKey(domain)) {
            values.put(domain, WebDomain.of(website));
        }
    }
}
