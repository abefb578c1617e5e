package dev.linchpin.simulator.imports;

/** What rows may do (HubSpot docs, "Imports"). */
enum ImportOperation {
    /** Only make records. */
    CREATE,
    /** Only change records. */
    UPDATE,
    /** Change the record if there is one, else make it. */
    UPSERT
}
