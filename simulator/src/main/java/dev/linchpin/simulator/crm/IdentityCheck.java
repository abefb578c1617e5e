package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.RecordSettings;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.settings.Behaviour;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what identifies records unique throughout one session: addresses of contacts, secondary ones included, and properties with
 * unique values. Used under the account's lock.
 *
 * <p>Source: HubSpot docs, "Contacts" and "Properties"; the knowledge base's "Restore deleted records" for what keeps a contact
 * in the recycle bin.
 */
final class IdentityCheck {

    private record Claim(ObjectType type, int slot, String key) {}

    private final Crm crm;
    private final Source source;
    private final Behaviour behaviour;
    private final RecordSettings records;
    private final Set<Claim> claims = new HashSet<>();
    private final Map<Claim, Long> givenUp = new HashMap<>();

    IdentityCheck(Crm crm, Source source) {
        this.crm = crm;
        this.source = source;
        this.behaviour = crm.settings().get().behaviour();
        this.records = crm.settings().get(RecordSettings.SECTION);
    }

    /**
     * Claims for a record what it is to be known by.
     *
     * @param before the record so far; null for a new one
     * @throws dev.linchpin.simulator.exchange.ApiException 400 or 409 if another one has it, or another write of the session
     */
    void check(RecordTable table, @Nullable StoredRecord before, Map<Property, String> values) {
        var fresh = new LinkedHashMap<Lookup, List<String>>();
        for (Lookup lookup : table.identities()) {
            if (values.keySet().stream().anyMatch(property -> lookup.concerns(property.slot()))) {
                fresh.put(
                        lookup,
                        lookup.keys(next(lookup.slot(), before, values), next(lookup.listSlot(), before, values)));
            }
        }
        fresh.forEach((lookup, keys) -> keys.forEach(key -> refuseBlocked(table, lookup, before, key)));
        fresh.forEach((lookup, keys) -> keys.forEach(key -> refuseTaken(table, lookup, before, key)));
        fresh.forEach((lookup, keys) -> keys.forEach(key -> claim(table, lookup, before, key)));
    }

    /**
     * Makes sure that a record can come back from the recycle bin.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 409 if another one has its identity by now
     */
    void checkReturn(RecordTable table, StoredRecord record) {
        for (Lookup lookup : table.identities()) {
            lookup.keys(record).forEach(key -> refuseTaken(table, lookup, record, key));
        }
    }

    /** A planned creation has been carried out, so that the lookups know of it. */
    void created() {
        claims.clear();
    }

    /** The same of an update. Unless addresses can move within a batch, one that was given up is nobody else's. */
    void updated(RecordTable table, StoredRecord before, StoredRecord after) {
        claims.clear();
        if (!records.emailsMoveWithinBatch()) {
            for (Lookup lookup : table.identities()) {
                if (table.isEmailLookup(lookup)) {
                    lookup.keys(before).stream()
                            .filter(key -> !lookup.leadsTo(after, key))
                            .forEach(key -> givenUp.put(claimOf(table, lookup, key), before.id()));
                }
            }
        }
    }

    private static @Nullable String next(int slot, @Nullable StoredRecord before, Map<Property, String> values) {
        if (slot < 0) {
            return null;
        }
        for (Map.Entry<Property, String> entry : values.entrySet()) {
            if (entry.getKey().slot() == slot) {
                return entry.getValue();
            }
        }
        return before == null ? null : before.value(slot);
    }

    private void refuseBlocked(RecordTable table, Lookup lookup, @Nullable StoredRecord before, String key) {
        boolean kept = before != null && lookup.leadsTo(before, key);
        if (source.isHeldByBlocklist() && !kept && table.isEmailLookup(lookup) && table.isBlocked(key)) {
            String message = "The email address " + key + " is on the blocklist after a privacy deletion";
            throw ApiError.invalid(message)
                    .withDetails(List.of(new ApiError.Detail(
                            message, "GDPR_BLACKLISTED_EMAIL", Map.of("propertyName", List.of("email")))))
                    .exception();
        }
    }

    private void refuseTaken(RecordTable table, Lookup lookup, @Nullable StoredRecord before, String key) {
        for (long id : table.identifiedBy(lookup, key, records.uniqueValuesIgnoreCase())) {
            refuseIfOther(table, lookup, before, key, id);
        }
        if (behaviour.archivedEmailConflicts() && table.isEmailLookup(lookup)) {
            for (StoredRecord archived : table.allArchived().all()) {
                if (lookup.leadsTo(archived, key)) {
                    refuseIfOther(table, lookup, before, key, archived.id());
                }
            }
        }
        Long giver = givenUp.get(claimOf(table, lookup, key));
        if (giver != null) {
            refuseIfOther(table, lookup, before, key, giver);
        }
    }

    private void refuseIfOther(
            RecordTable table, Lookup lookup, @Nullable StoredRecord before, String key, long holder) {
        if (before == null || before.id() != holder) {
            throw conflict(table, lookup, before, key, holder).exception();
        }
    }

    private void claim(RecordTable table, Lookup lookup, @Nullable StoredRecord before, String key) {
        boolean alreadyMine = before != null && lookup.leadsTo(before, key);
        if (!alreadyMine && !claims.add(claimOf(table, lookup, key))) {
            throw (table.isEmailLookup(lookup)
                            ? ApiError.of(409, "CONFLICT", "Contact already exists. The batch names it twice.")
                            : ApiError.invalid("The batch sets the same unique value twice: " + key))
                    .exception();
        }
    }

    private Claim claimOf(RecordTable table, Lookup lookup, String key) {
        boolean ignoresCase = records.uniqueValuesIgnoreCase() || table.isEmailLookup(lookup);
        return new Claim(table.catalogue().type(), lookup.slot(), ignoresCase ? key.toLowerCase(Locale.ROOT) : key);
    }

    private ApiError conflict(
            RecordTable table, Lookup lookup, @Nullable StoredRecord before, String key, long existing) {
        if (table.isEmailLookup(lookup)) {
            int status = before == null ? 409 : behaviour.emailConflictOnUpdateStatus();
            return ApiError.of(
                    status,
                    status == 409 ? "CONFLICT" : "VALIDATION_ERROR",
                    "Contact already exists. Existing ID: " + existing);
        }
        return UniqueValueError.of(crm.portalId(), table.catalogue(), lookup.slot(), key, before, existing);
    }
}
