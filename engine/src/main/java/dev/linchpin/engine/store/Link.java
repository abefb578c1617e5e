package dev.linchpin.engine.store;

import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pairing of one row with one HubSpot record. At most one link of a type holds a given row, record or
 * {@code linchpin_id}. A link begins as one half (a row or a record that was seen), may pass through an <i>intent</i> (a
 * create that was announced by committing a {@code linchpinId} before anything is sent), and is <i>whole</i> once it has
 * both.
 *
 * @param id Linchpin's own number of the link
 * @param linchpinId what records that Linchpin creates carry in HubSpot's property {@code linchpin_id}; null on others
 * @param base by field name; a field without an entry has no valid base
 * @param localTimes when each field was last changed in SQL, by the database's clock, and under {@link #WHOLE_ROW} when the row
 *     was inserted; entries only as far as captured
 * @param hubspotUpdatedAt the record's {@code updatedAt} when Linchpin last read or wrote it; null before that
 */
public record Link(
        long id,
        ObjectType type,
        @Nullable RowKey row,
        @Nullable HubSpotId record,
        @Nullable String linchpinId,
        Map<String, BasePair> base,
        Map<String, Instant> localTimes,
        @Nullable Instant hubspotUpdatedAt) {
    /** The name under which {@code localTimes} say when the row was inserted. No field has it. */
    public static final String WHOLE_ROW = "";

    public Link {
        base = Collections.unmodifiableMap(new LinkedHashMap<>(base));
        localTimes = Collections.unmodifiableMap(new LinkedHashMap<>(localTimes));
    }

    public boolean isWhole() {
        return row != null && record != null;
    }

    /** When the field was last changed in SQL, alone or with its row's insertion; null when that was not captured. */
    public @Nullable Instant editedInSql(String field) {
        return editedInSql(localTimes, field);
    }

    /** The same by {@code localTimes} alone. */
    public static @Nullable Instant editedInSql(Map<String, Instant> localTimes, String field) {
        var inserted = localTimes.get(WHOLE_ROW);
        var changed = localTimes.get(field);
        return changed == null || (inserted != null && inserted.isAfter(changed)) ? inserted : changed;
    }

    /** A create was announced and its answer is not in yet. */
    public boolean isIntent() {
        return record == null && linchpinId != null;
    }

    public Link numbered(long number) {
        return new Link(number, type, row, record, linchpinId, base, localTimes, hubspotUpdatedAt);
    }

    public Link withRecord(HubSpotId newRecord) {
        return new Link(id, type, row, newRecord, linchpinId, base, localTimes, hubspotUpdatedAt);
    }

    public Link withRow(RowKey newRow) {
        return new Link(id, type, newRow, record, linchpinId, base, localTimes, hubspotUpdatedAt);
    }

    public Link withLinchpinId(@Nullable String newLinchpinId) {
        return new Link(id, type, row, record, newLinchpinId, base, localTimes, hubspotUpdatedAt);
    }

    public Link withBase(Map<String, BasePair> newBase) {
        return new Link(id, type, row, record, linchpinId, newBase, localTimes, hubspotUpdatedAt);
    }

    public Link withLocalTimes(Map<String, Instant> times) {
        return new Link(id, type, row, record, linchpinId, base, times, hubspotUpdatedAt);
    }

    public Link withHubspotUpdatedAt(Instant updatedAt) {
        return new Link(id, type, row, record, linchpinId, base, localTimes, updatedAt);
    }
}
