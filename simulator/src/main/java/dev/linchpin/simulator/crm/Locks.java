package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records that another write holds. Under the account's lock. */
final class Locks {

    private final Map<Held, Long> until = new HashMap<>();

    private record Held(ObjectType type, long id) {}

    /**
     * Lets a write to a record pass, or refuses it.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 423 if the record is locked, or is from now on
     */
    void enter(LockSettings settings, ObjectType type, StoredRecord record, long now) {
        if (settings.within().isZero()) {
            return;
        }
        var held = new Held(type, record.id());
        boolean locked = until.getOrDefault(held, Long.MIN_VALUE) > now;
        boolean overlaps = now - record.updatedAt() < settings.within().toMillis();
        if (locked || overlaps) {
            if (!locked) {
                until.put(held, now + settings.lasts().toMillis());
            }
            throw ApiError.locked()
                    .withContext(Map.of("id", List.of(Long.toString(record.id()))))
                    .exception();
        }
        until.remove(held);
    }

    void clear() {
        until.clear();
    }
}
