package dev.linchpin.simulator.imports;

import dev.linchpin.simulator.settings.Section;
import java.time.Duration;

/**
 * What is not known for certain about HubSpot's imports.
 *
 * @param startDelay how long an import is {@code STARTED} before its first row is read; UNCONFIRMED
 * @param rowsPerSecond how many rows are then imported in a second; UNCONFIRMED
 * @param badValueSkipsRow whether a value that a property does not take leaves out the whole row rather than that value;
 *     UNCONFIRMED
 * @param unknownColumnFails whether a mapped column or property that does not exist fails the whole import rather than being
 *     reported and left out; UNCONFIRMED
 * @param newestFirst whether the listing begins with the newest import rather than with the oldest; UNCONFIRMED
 * @param maximumRows how many rows one file may have (older HubSpot docs, "Imports"; UNCONFIRMED for 2026-09)
 * @param maximumRowsPerDay how many rows may be imported in 24 hours (older HubSpot docs; UNCONFIRMED for 2026-09)
 */
public record ImportSettings(
        Duration startDelay,
        int rowsPerSecond,
        boolean badValueSkipsRow,
        boolean unknownColumnFails,
        boolean newestFirst,
        int maximumRows,
        long maximumRowsPerDay) {

    /** The settings, as {@code imports}. */
    public static final Section<ImportSettings> SECTION = Section.of(
            "imports",
            ImportSettings.class,
            new ImportSettings(Duration.ofSeconds(2), 500, false, true, true, 1_048_576, 80_000_000));

    /** Refuses what makes no sense. */
    public ImportSettings {
        if (startDelay == null || startDelay.isNegative()) {
            throw new IllegalArgumentException("imports.startDelay must not be negative, but is " + startDelay);
        }
        if (rowsPerSecond < 1 || maximumRows < 1 || maximumRowsPerDay < 1) {
            throw new IllegalArgumentException(
                    "imports.rowsPerSecond, maximumRows and maximumRowsPerDay must be positive");
        }
    }
}
