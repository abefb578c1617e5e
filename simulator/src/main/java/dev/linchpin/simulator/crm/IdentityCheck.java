package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.settings.Behaviour;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That no two records have the same identifying value, and none an address that was erased for privacy. Within a session
 * also what was planned but not yet written counts. Under the account's lock.
 */
final class IdentityCheck {

    private final Behaviour behaviour;
    private final Source source;
    private final long portalId;
    private final Set<Claim> claims = new HashSet<>();

    private record Claim(ObjectType type, int slot, String key) {}

    IdentityCheck(Behaviour behaviour, Source source, long portalId) {
        this.behaviour = behaviour;
        this.source = source;
        this.portalId = portalId;
    }

    /**
     * Makes sure that values do not make a record another one's double; they are claimed until the session settles.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 or 409 if they do
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
     * Makes sure that an archived record can come back.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 or 409 if another record has its identity by now
     */
    void checkReturn(RecordTable table, StoredRecord record) {
        for (Lookup lookup : table.identities()) {
            lookup.keys(record).forEach(key -> refuseTaken(table, lookup, record, key));
        }
    }

    /** Forgets what was claimed: a write has been carried out, and the table knows its values. */
    void settle() {
        claims.clear();
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
        boolean kept = before != null && lookup.keys(before).contains(key);
        if (source.isHeldByBlocklist() && !kept && table.isEmailLookup(lookup) && table.isBlocked(key)) {
            String message = "The email address " + key + " is on the blocklist after a privacy deletion";
            throw ApiError.invalid(message)
                    .withDetails(List.of(new ApiError.Detail(
                            message, "GDPR_BLACKLISTED_EMAIL", Map.of("propertyName", List.of("email")))))
                    .exception();
        }
    }

    private void refuseTaken(RecordTable table, Lookup lookup, @Nullable StoredRecord before, String key) {
        for (long id : lookup.find(key)) {
            if (before == null || before.id() != id) {
                throw conflict(table, lookup, before, key, id).exception();
            }
        }
        if (behaviour.archivedEmailConflicts() && table.isEmailLookup(lookup)) {
            for (StoredRecord archived : table.allArchived().all()) {
                if ((before == null || before.id() != archived.id())
                        && lookup.keys(archived).contains(key)) {
                    throw conflict(table, lookup, before, key, archived.id()).exception();
                }
            }
        }
    }

    private void claim(RecordTable table, Lookup lookup, @Nullable StoredRecord before, String key) {
        boolean alreadyMine = before != null && lookup.keys(before).contains(key);
        if (!alreadyMine && !claims.add(new Claim(table.catalogue().type(), lookup.slot(), key))) {
            throw (table.isEmailLookup(lookup)
                            ? ApiError.of(409, "CONFLICT", "Contact already exists. The batch names it twice.")
                            : ApiError.invalid("The batch sets the same unique value twice: " + key))
                    .exception();
        }
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
        return UniqueValueError.of(portalId, table.catalogue(), lookup.slot(), key, before, existing);
    }
}
