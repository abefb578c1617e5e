package dev.linchpin.engine.store;

import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A field that is mapped, or was until one side lost it: then it is frozen, neither read nor written, until that side has it
 * again. One without a name stands for the whole type, which pauses.
 *
 * @param frozen why, in a sentence for people; null when it is not
 * @param since when that was found; null when it is not frozen
 */
public record KnownField(
        ObjectType type,
        String name,
        String property,
        String column,
        @Nullable String frozen,
        @Nullable Instant since) {
    public boolean isAboutType() {
        return name.isEmpty();
    }

    public boolean isFrozen() {
        return frozen != null;
    }
}
