package dev.linchpin.simulator.imports;

/** How far an import is (HubSpot's client, PublicImportResponse). */
enum ImportState {
    /** Accepted. */
    STARTED,
    /** Rows are being imported. */
    PROCESSING,
    /** All rows were dealt with. */
    DONE,
    /** The file could not be imported. */
    FAILED,
    /** Somebody stopped it; what was imported by then stays. */
    CANCELED;

    boolean isOver() {
        return switch (this) {
            case STARTED, PROCESSING -> false;
            case DONE, FAILED, CANCELED -> true;
        };
    }
}
