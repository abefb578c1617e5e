package dev.linchpin.engine.store;

import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A field that is mapped, or was until one side lost it: then it is frozen, neither read nor written, until that side has it
 * again. One without a name stands for the whole type, which pauses.
 *
 * @param column where and how rows hold it, see {@link dev.linchpin.engine.model.Field#storage}
 * @param frozen why, in a sentence for people; null when it is not
 * @param since when that was found; null when it is not frozen
 * @param definedAt when HubSpot's definition had been changed last as it was looked at last; null when that is not known
 */
public record KnownField(
        ObjectType type,
        String name,
        String property,
        String column,
        @Nullable String frozen,
        @Nullable Instant since,
        @Nullable Instant definedAt) {
    public boolean isAboutType() {
        return name.isEmpty();
    }

    public boolean isFrozen() {
        return frozen != null;
    }
}
