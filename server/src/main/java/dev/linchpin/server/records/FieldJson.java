package dev.linchpin.server.records;

import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Records.Known;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One field of a record as both sides hold it, as it is written: component names become snake_case members. */
record FieldJson(
        String fieldName,
        String label,
        String type,
        String direction,
        String policy,
        @Nullable List<Option> options,
        @Nullable String databaseValue,
        @Nullable String hubspotValue,
        @Nullable String baseDatabase,
        @Nullable String baseHubspot,
        String state,
        @Nullable Long conflictId,
        @Nullable Long deadLetterId) {

    record Option(String value, String label) {}

    /** How a field stands, from the worst on. */
    enum State {
        FROZEN,
        CONFLICT,
        FAILED,
        DIFFERS,
        IN_SYNC
    }

    /**
     * @param local null when there is no row
     * @param hubSpot null when HubSpot's value is not known
     */
    static FieldJson of(Known known, Field field, boolean isFrozen, @Nullable Value local, @Nullable Value hubSpot) {
        var base = known.link().base().get(field.name());
        var conflict = known.conflicts().stream()
                .filter(one -> one.field().equals(field.name()))
                .findFirst();
        var letter = known.deadLetters().stream()
                .filter(one -> one.field().equals(field.name()))
                .findFirst();
        var state = isFrozen
                ? State.FROZEN
                : conflict.isPresent()
                        ? State.CONFLICT
                        : letter.isPresent() ? State.FAILED : compared(field, base, local, hubSpot);
        return new FieldJson(
                field.name(),
                field.label(),
                field.type().name(),
                field.direction().name(),
                field.policy().name(),
                field.options().isEmpty() ? null : options(field),
                text(local),
                text(hubSpot),
                base == null ? null : text(base.local()),
                base == null ? null : text(base.hubspot()),
                state.name(),
                conflict.map(Conflict::id).orElse(null),
                letter.map(DeadLetter::id).orElse(null));
    }

    /** What nobody has changed since it was agreed on is in step, however each side writes it; so is what flows one way only. */
    private static State compared(
            Field field, @Nullable BasePair base, @Nullable Value local, @Nullable Value hubSpot) {
        if (local == null) {
            return State.DIFFERS;
        }
        if (hubSpot == null) {
            return base != null && base.local().equals(local) ? State.IN_SYNC : State.DIFFERS;
        }
        var isAgreed =
                base != null && base.local().equals(local) && base.hubspot().equals(hubSpot);
        return isAgreed || field.type().same(local, hubSpot) ? State.IN_SYNC : State.DIFFERS;
    }

    private static List<Option> options(Field field) {
        return field.options().stream()
                .map(value -> new Option(value, field.optionLabels().getOrDefault(value, value)))
                .toList();
    }

    private static @Nullable String text(@Nullable Value value) {
        return value == null || value.isBlank() ? null : value.text();
    }
}
