package dev.linchpin.simulator.imports;

import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that went wrong (HubSpot's client, PublicImportError).
 *
 * @param errorType such as {@code INVALID_EMAIL}
 * @param column number of the column from 1; 0 for none
 * @param value what was refused
 * @param line number of the row's first line in the file, from 1
 */
record ImportError(
        String errorType,
        String message,
        @Nullable ObjectType type,
        int column,
        @Nullable String value,
        long fileId,
        String fileName,
        long line,
        List<String> row,
        long at) {}
