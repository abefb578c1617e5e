package dev.linchpin.server.api;

import dev.linchpin.engine.store.KnownField;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A field that one side lost, as the API and the command line show it; without a name it is about the whole type. */
public record FrozenJson(
        String objectType,
        @Nullable String fieldName,
        @Nullable String reason,
        @Nullable Instant since) {
    public static FrozenJson of(KnownField field) {
        return new FrozenJson(
                field.type().name(), field.isAboutType() ? null : field.name(), field.frozen(), field.since());
    }

    /** For people. */
    public String sentence() {
        return "Frozen: " + objectType + (fieldName == null ? "" : "." + fieldName) + " - " + reason + " (since "
                + since + ")";
    }
}
