package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.settings.Section;

/**
 * What HubSpot's documentation leaves open about links. Each default is what seems likelier; all of it is UNCONFIRMED
 * unless a source is named.
 *
 * @param maximumPerRecord links that a record may have to records of one type; the real bound depends on the
 *     subscription, and HubSpot's guide gives 50,000 as an example (docs, "Associate records")
 * @param maximumLabelsPerPair labels that people may define between two types (docs, "Configure associations": 10)
 * @param recordPage links of one type that a record shows when it is read with {@code associations}
 * @param batchReadPage links that a batch read answers for each input; the rest by {@code after}
 * @param emptyReadIsError a batch read answers a 207 with {@code NO_ASSOCIATIONS_FOUND} for a record without links, as
 *     recorded under v3 and v4; off, it leaves the record out
 * @param unknownRecordReadsEmpty reading the links of an unknown record answers none; off, a 404
 * @param invalidInputFailsBatch one bad input fails a whole batch; off, the answer is a 207
 * @param labelsReplacePrimary setting labels without the primary one ends the primary link; off, it stays
 * @param firstCompanyBecomesPrimary a record's first company becomes the primary one also when linked plainly
 * @param longPrimaryLabels primary links are labelled {@code Contact with Primary Company} (changelog "Changes to primary
 *     labels"); off, {@code Primary}, as examples in newer guides still have it
 * @param idsAsText record ids in answers about links are strings as in the OpenAPI; off, numbers as in the guides
 * @param usedLabelsStay a label that links have cannot be deleted (docs, "Configure associations"); off, they lose it
 * @param restoreBringsBack a restored record has its links again
 * @param archiveTells links that vanish with their record or come back with it are told to subscribers one by one
 * @param mergeTells links that move to the survivor of a merge are told to subscribers one by one
 */
public record AssociationSettings(
        int maximumPerRecord,
        int maximumLabelsPerPair,
        int recordPage,
        int batchReadPage,
        boolean emptyReadIsError,
        boolean unknownRecordReadsEmpty,
        boolean invalidInputFailsBatch,
        boolean labelsReplacePrimary,
        boolean firstCompanyBecomesPrimary,
        boolean longPrimaryLabels,
        boolean idsAsText,
        boolean usedLabelsStay,
        boolean restoreBringsBack,
        boolean archiveTells,
        boolean mergeTells) {

    /** Where they are kept. */
    public static final Section<AssociationSettings> SECTION = Section.of(
            "associations",
            AssociationSettings.class,
            new AssociationSettings(
                    50_000, 10, 100, 500, true, false, false, true, false, true, false, true, true, false, false));

    /** Refuses bounds that make no sense. */
    public AssociationSettings {
        if (maximumPerRecord < 1 || maximumLabelsPerPair < 0 || recordPage < 1 || batchReadPage < 1) {
            throw new IllegalArgumentException("The bounds of associations must be at least 1");
        }
    }
}
