package dev.linchpin.simulator.crm.definitions;

import dev.linchpin.simulator.settings.Section;

/**
 * What is not known for certain about definitions, and how many there may be.
 *
 * @param customPropertiesPerType custom properties that an object type may have (HubSpot docs, "Properties"; lower it to
 *     test what happens beyond)
 * @param customPropertiesPerAccount custom properties that the account may have (HubSpot docs, "Limits tracking")
 * @param customObjectTypes custom object types that the account may have (HubSpot's product catalogue: 10 with Enterprise)
 * @param pipelinesPerType pipelines that a type may have beyond its first (observed on a test account by the Kalup project:
 *     100; orders have 50 whatever this says)
 * @param recreatingRestores creating a property by the name of an archived one brings it back with its values (observed by
 *     the Kalup project); off, it starts empty
 * @param booleanOptionsRequired a {@code bool} property must be created with the options true and false (observed by the
 *     Kalup project)
 * @param sensitiveData the account may have sensitive properties (off as in a new account)
 * @param stageNamesPipeline a stage written without a pipeline moves the record to the stage's pipeline (UNCONFIRMED: the docs'
 *     own ticket example succeeds so, the older pipelines page demands both); off, the stage must belong to the record's
 *     pipeline, or to the first one
 * @param pipelineDeletionChecksByDefault deleting a pipeline or stage in use is refused unless the caller says otherwise: from
 *     2026-09 on (HubSpot docs, "Pipelines")
 * @param pipelineCheckCanBeSkipped the parameters that skip that check work (HubSpot docs say so; the Kalup project saw them
 *     ignored under 2026-09)
 * @param schemaDeletionNeedsNoRecords a schema with live records cannot be archived (observed by the Kalup project)
 * @param unknownOwnersRefused an owner property takes only ids of owners (UNCONFIRMED)
 * @param archivedOwnersRefused an owner property does not take ids of archived owners (UNCONFIRMED)
 * @param ownersPageMaximum largest page of owners (UNCONFIRMED)
 */
public record DefinitionSettings(
        int customPropertiesPerType,
        int customPropertiesPerAccount,
        int customObjectTypes,
        int pipelinesPerType,
        boolean recreatingRestores,
        boolean booleanOptionsRequired,
        boolean sensitiveData,
        boolean stageNamesPipeline,
        boolean pipelineDeletionChecksByDefault,
        boolean pipelineCheckCanBeSkipped,
        boolean schemaDeletionNeedsNoRecords,
        boolean unknownOwnersRefused,
        boolean archivedOwnersRefused,
        int ownersPageMaximum) {

    /** Where they are among the settings. */
    public static final Section<DefinitionSettings> SECTION = Section.of(
            "definitions",
            DefinitionSettings.class,
            new DefinitionSettings(1_000, 10_000, 10, 100, true, true, false, true, true, true, true, true, true, 500));

    /** Refuses negative limits. */
    public DefinitionSettings {
        if (customPropertiesPerType < 0
                || customPropertiesPerAccount < 0
                || customObjectTypes < 0
                || pipelinesPerType < 0
                || ownersPageMaximum < 1) {
            throw new IllegalArgumentException("Limits of definitions must not be negative");
        }
    }
}
