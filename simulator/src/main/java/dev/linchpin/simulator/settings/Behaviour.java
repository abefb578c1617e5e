package dev.linchpin.simulator.settings;

/**
 * What HubSpot's documentation leaves open or what accounts differ in. Each default is what seems likelier.
 *
 * @param writeValidation required properties are enforced on creation, under 2026-09 and later (changelog
 *     "crm-api-write-validation-enforcement")
 * @param normalise emails, domains, numbers, dates and options are brought into HubSpot's form before they are stored;
 *     off, they are still validated
 * @param nullClears a JSON null in a write clears the property; off, it is refused with 400
 * @param emptyPropertiesAsNull a requested property without a value is answered as null; off, it is left out
 * @param clearedPropertiesAsEmptyText a property that was cleared is answered as {@code ""} rather than as null
 * @param rejectUnknownPropertiesOnRead reading an unknown property is refused with 400; off, the name is ignored
 * @param identicalWritesCount writing the value a property already has adds a history entry, an event and moves
 *     {@code updatedAt}
 * @param invalidInputFailsBatch one bad input fails a whole batch update or upsert; off, the answer is a 207
 * @param shuffleBatchResults results of batch calls come in any order
 * @param emptyBatchIsRefused a batch without inputs is refused with 400; off, it does nothing. UNCONFIRMED
 * @param partialUpsertByEmail an upsert by {@code email} may leave the address out of its properties; off, such an input is
 *     refused, which is the stricter reading of "partial upserts are not supported" (HubSpot docs, "Contacts")
 * @param echoTraceIds update and upsert results carry the input's {@code objectWriteTraceId}
 * @param secondaryEmailFinds {@code idProperty=email} also finds a contact by a secondary address
 * @param emailConflictOnUpdateStatus status when an update moves a contact onto a taken address: 409 or 400
 * @param archivedEmailConflicts creating a contact with the address of an archived one is a conflict
 * @param doubleDeleteStatus status when an archived record is archived again: 204 or 404
 * @param batchArchiveIgnoresUnknown unknown ids in a batch archive are ignored; off, they are a 404
 * @param batchReadFollowsMergedIds batch read answers the survivor for the id of a merged record; off, it is not found
 * @param mergePreservesPrimaryId the survivor of a merge keeps the primary's id; off, it gets a new one
 * @param mergeJoinsHistories the survivor's histories hold what both records ever held (changelog
 *     "updated-merge-functionality-for-contacts-and-companies": property values from both are merged onto the new object, and
 *     of two with the same time the primary's is kept); off, only the primary's. How it shows that the primary's value stays the
 *     current one is UNCONFIRMED
 * @param domainFromWebsite a company created with a website and without a domain gets the website's domain
 * @param multiSelectInOptionOrder options of a multi-checkbox are stored in the order of the definition
 * @param historyPageMaximum largest page of a listing that asks for {@code propertiesWithHistory}
 * @param maximumUrlLength longest path and query in characters; beyond it the answer is 414
 * @param searchNewestFirst search without a sort answers the newest records first; off, in order of id
 * @param searchAnswersLiveValues search results hold the records' current values; off, the indexed ones that matched
 * @param negativeFiltersMatchEmpty {@code NEQ}, {@code NOT_IN} and {@code NOT_CONTAINS_TOKEN} match records without a value
 * @param inWantsLowerCase {@code IN} and {@code NOT_IN} on text compare lower-case text with the values as they are given, so
 *     that a value with capitals matches nothing (HubSpot docs, "Search the CRM"); off, case does not matter
 * @param unknownSearchPropertyMatchesNothing a search filter on an unknown property matches nothing; off, it is a 400
 * @param unknownTokenLooksExpired a garbage token is answered as expired since 1970; off, as invalid
 */
public record Behaviour(
        boolean writeValidation,
        boolean normalise,
        boolean nullClears,
        boolean emptyPropertiesAsNull,
        boolean clearedPropertiesAsEmptyText,
        boolean rejectUnknownPropertiesOnRead,
        boolean identicalWritesCount,
        boolean invalidInputFailsBatch,
        boolean shuffleBatchResults,
        boolean emptyBatchIsRefused,
        boolean partialUpsertByEmail,
        boolean echoTraceIds,
        boolean secondaryEmailFinds,
        int emailConflictOnUpdateStatus,
        boolean archivedEmailConflicts,
        int doubleDeleteStatus,
        boolean batchArchiveIgnoresUnknown,
        boolean batchReadFollowsMergedIds,
        boolean mergePreservesPrimaryId,
        boolean mergeJoinsHistories,
        boolean domainFromWebsite,
        boolean multiSelectInOptionOrder,
        int historyPageMaximum,
        int maximumUrlLength,
        boolean searchNewestFirst,
        boolean searchAnswersLiveValues,
        boolean negativeFiltersMatchEmpty,
        boolean inWantsLowerCase,
        boolean unknownSearchPropertyMatchesNothing,
        boolean unknownTokenLooksExpired) {

    /** Refuses statuses and bounds that make no sense. */
    public Behaviour {
        Checks.require(
                emailConflictOnUpdateStatus == 409 || emailConflictOnUpdateStatus == 400,
                "behaviour.emailConflictOnUpdateStatus must be 409 or 400");
        Checks.require(
                doubleDeleteStatus == 204 || doubleDeleteStatus == 404,
                "behaviour.doubleDeleteStatus must be 204 or 404");
        Checks.require(
                historyPageMaximum >= 1 && historyPageMaximum <= 100,
                "behaviour.historyPageMaximum must be between 1 and 100");
        Checks.require(maximumUrlLength >= 100, "behaviour.maximumUrlLength must be at least 100");
    }

    /** What seems likelier throughout. */
    public static Behaviour likely() {
        return new Behaviour(
                true, true, true, true, false, false, false, false, true, false, true, true, true, 409, false, 204,
                true, true, false, true, true, false, 50, 16_384, true, true, true, true, false, true);
    }
}
