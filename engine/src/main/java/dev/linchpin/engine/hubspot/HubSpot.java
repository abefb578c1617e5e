package dev.linchpin.engine.hubspot;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HubSpot account. Every call waits its turn in the account's API budget, in its {@link Lane}, and blocks meanwhile;
 * reads are retried within the call where that may help. Thread-safe.
 *
 * <p>Reads throw {@link HubSpotException}. Writes never do: they answer with an outcome for each record, because the
 * caller must know about each whether it may have been stored. A batch that HubSpot turns away because of some of its
 * records is split until the others are through.
 */
public interface HubSpot {
    /** HubSpot's bound on the records of one batch call. */
    int BATCH = 100;

    /** The property that holds when a record was last modified. */
    static String lastModified(ObjectType type) {
        return type.equals(ObjectType.CONTACTS) ? "lastmodifieddate" : "hs_lastmodifieddate";
    }

    /** The account's properties of this type, archived ones left out. */
    List<PropertyDefinition> properties(ObjectType type);

    /**
     * Makes sure that the text property exists, is hidden from forms, and is unique.
     *
     * @throws HubSpotException.Forbidden without the schema scope
     */
    void ensureUniqueProperty(ObjectType type, String name, String label, String description);

    /**
     * One page of all live (or archived) records in ascending order of id, at most {@link #BATCH}. Strongly consistent per
     * record; not a snapshot.
     *
     * @param after {@code next} of the page before; empty for the first page
     */
    RecordPage list(ObjectType type, List<String> properties, String after, boolean archived, Lane lane);

    /** The records found, by the key they were asked for; what is missing has no entry. */
    Map<String, HubSpotRecord> read(ReadRequest request, Lane lane);

    /** One record by id, following merges: the answer's id tells. Empty when there is no such live record. */
    Optional<HubSpotRecord> readOne(ObjectType type, HubSpotId id, List<String> properties, Lane lane);

    /**
     * One page of the records that the search index says were modified at or after a time, in ascending order of id. The
     * index lags behind the records; the page carries ids and {@code updatedAt} only.
     *
     * @param afterId only records with a greater id; empty for the first page
     */
    RecordPage modifiedSince(ObjectType type, Instant from, String afterId, Lane lane);

    /** Live records whose property holds one of the values, as far as the search index knows yet. */
    List<HubSpotRecord> search(
            ObjectType type, String property, Collection<String> values, List<String> properties, Lane lane);

    /** Updates live records by id. */
    List<WriteOutcome> update(ObjectType type, List<RecordWrite> writes, WriteOptions options);

    /** Creates or updates records by the value of a unique property, which is written too. */
    List<WriteOutcome> upsert(ObjectType type, String idProperty, List<RecordWrite> writes, WriteOptions options);

    /**
     * Creates records. Sent twice, it makes two: for types whose records cannot be told by a unique property.
     *
     * @param writes whose keys are not sent, and only tell them apart
     */
    List<WriteOutcome> create(ObjectType type, List<RecordWrite> writes, WriteOptions options);

    /** Moves records to the recycle bin; archiving an archived or unknown record is no error. */
    List<ArchiveOutcome> archive(ObjectType type, List<HubSpotId> ids, WriteOptions options);

    /** What records refer to by an id. */
    ReferenceData reference();

    /** How records are associated. */
    Associations associations();

    /** The webhooks journal. */
    EventJournal journal();

    /** What became of one record of an archive call. */
    enum ArchiveOutcome {
        /** HubSpot accepted it; whether it is archived now, reading the archive tells. */
        ACCEPTED,
        /** Not sent, or no certain answer: look again. */
        UNKNOWN
    }
}
