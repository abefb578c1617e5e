package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.PropertyChange;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Attempt;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Side;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One contact and what belongs to it, for tests of the pure parts of a cycle. */
public final class Given {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final long LINK = 7;
    public static final RowKey ROW = new RowKey("42");
    public static final HubSpotId RECORD = new HubSpotId("1001");

    private Given() {}

    public static Instant at(long milliseconds) {
        return NOON.plusMillis(milliseconds);
    }

    public static Field field(String name, FieldType type, Direction direction, Policy policy) {
        return new Field(name, "hs_" + name, name + "_column", type, direction, policy);
    }

    public static Field text(String name) {
        return field(name, FieldType.TEXT, Direction.BOTH, Policy.MANUAL);
    }

    public static ObjectMapping mapping(Deletes deletes, Field... fields) {
        var byName = new LinkedHashMap<String, Field>();
        for (var field : fields) {
            byName.put(field.name(), field);
        }
        return new ObjectMapping(ObjectType.CONTACTS, "contacts", "id", "hubspot_id", byName, List.of(), deletes);
    }

    public static ObjectMapping mapping(Field... fields) {
        return mapping(Deletes.CARRIED_OVER, fields);
    }

    public static BasePair base(String both) {
        return base(both, both);
    }

    public static BasePair base(String local, String hubspot) {
        return new BasePair(Value.of(local), Value.of(hubspot));
    }

    public static Row row(Map<String, String> values) {
        return new Row(
                ROW,
                values.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Value.of(entry.getValue()))),
                RECORD);
    }

    public static HubSpotRecord record(Map<String, String> properties) {
        return record(properties, Map.of());
    }

    public static HubSpotRecord record(Map<String, String> properties, Map<String, List<PropertyChange>> history) {
        return new HubSpotRecord(RECORD, properties, at(-1_000_000), at(0), false, history, Set.of(), List.of());
    }

    public static PropertyChange ours(String value, Instant at) {
        return new PropertyChange(value, at, true, "INTEGRATION");
    }

    static PropertyChange perhapsOurs(String value, Instant at) {
        return new PropertyChange(value, at, PropertyChange.Author.PERHAPS_US, "INTEGRATION 5150", true);
    }

    public static PropertyChange theirs(String value, Instant at) {
        return new PropertyChange(value, at, false, "CRM_UI userId:7");
    }

    /** An attempt to replace {@code seen} by {@code sent}, decided on what HubSpot showed at noon. */
    public static Attempt attempt(String field, String seen, String sent) {
        return new Attempt(1, LINK, field, Value.of(sent), Value.of(sent), Value.of(seen), at(0), at(20_000), null);
    }

    public static Attempt archivingAttempt() {
        return new Attempt(2, LINK, "", Value.BLANK, Value.BLANK, Value.BLANK, Instant.EPOCH, at(20_000), null);
    }

    public static Link link(Map<String, BasePair> bases, Map<String, Instant> localTimes) {
        return new Link(LINK, ObjectType.CONTACTS, ROW, RECORD, null, bases, localTimes, at(0));
    }

    public static Claim claim(Map<String, BasePair> bases) {
        return new Claim(link(bases, Map.of()), 1, Cause.SQL, at(0), 0, List.of(), List.of(), List.of());
    }

    public static Claim claim(Link link, List<Conflict> conflicts, List<DeadLetter> deadLetters) {
        return new Claim(link, 1, Cause.SQL, at(0), 0, List.of(), conflicts, deadLetters);
    }

    public static Claim withLetters(DeadLetter... letters) {
        return claim(link(Map.of(), Map.of()), List.of(), List.of(letters));
    }

    public static DeadLetter refusedBy(Side side, String field, Value value) {
        return new DeadLetter(1, LINK, field, side, value, "no", NOON, false);
    }

    public static Conflict conflict(Conflict.Kind kind, String field) {
        return new Conflict(1, LINK, kind, field, Value.BLANK, Value.BLANK, Value.BLANK, 1, NOON, "because");
    }

    public static Value value(@Nullable String text) {
        return Value.of(text);
    }
}
