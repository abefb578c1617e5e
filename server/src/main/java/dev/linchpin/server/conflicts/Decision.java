package dev.linchpin.server.conflicts;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.model.ObjectType;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about a conflict.
 *
 * @param type of the record that the conflict is about
 * @param resolution the word for it in the API: {@code hubspot}, {@code database}, {@code value}, {@code link},
 *     {@code separate}
 * @param value the third value as text; null unless that is what was decided
 * @param version of the values that the person was shown
 */
record Decision(
        ObjectType type,
        String resolution,
        Choice choice,
        @Nullable String value,
        int version) {}
