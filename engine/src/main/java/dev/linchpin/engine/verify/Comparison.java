package dev.linchpin.engine.verify;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Verification.Linked;
import dev.linchpin.engine.verify.Difference.Explanation;
import dev.linchpin.engine.verify.Difference.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares row, record and base of one whole link, through the same canonical form as the merge. Pure.
 *
 * @param told HubSpot's time up to which the feeds are known to have told of changes: what is later may be on its way
 */
record Comparison(ObjectMapping mapping, Instant told) {

    /** @param record null when there is no such live record */
    List<Difference> of(Linked linked, @Nullable HubSpotRecord record) {
        var row = linked.row();
        if (row != null && record != null) {
            return fields(linked, row, record);
        }
        return List.of(difference(linked, row == null ? Kind.ROW_GONE : Kind.RECORD_GONE, "", whole(linked)));
    }

    private static Explanation whole(Linked linked) {
        if (!linked.contested().isEmpty()) {
            return Explanation.CONFLICT;
        }
        if (!linked.refused().isEmpty()) {
            return Explanation.DEAD_LETTER;
        }
        if (linked.isHeld()) {
            return Explanation.HELD;
        }
        return linked.isPending() ? Explanation.PENDING : Explanation.UNEXPLAINED;
    }

    private List<Difference> fields(Linked linked, Row row, HubSpotRecord record) {
        var differences = new ArrayList<Difference>();
        for (var field : mapping.fields().values()) {
            var local = row.value(field.name());
            var hubspot = field.type().read(record.property(field.property()));
            var base = linked.link().base().get(field.name());
            kind(field, base, local, hubspot)
                    .map(kind -> difference(
                            linked, kind, field.name(), explain(linked, row, field, base, local, hubspot, record)))
                    .ifPresent(differences::add);
        }
        return differences;
    }

    private static Optional<Kind> kind(Field field, @Nullable BasePair base, Value local, Value hubspot) {
        if (!field.type().same(local, hubspot)) {
            return Optional.of(Kind.VALUE);
        }
        var isKnown =
                base != null && base.local().equals(local) && base.hubspot().equals(hubspot);
        return isKnown ? Optional.empty() : Optional.of(Kind.BASE);
    }

    private Explanation explain(
            Linked linked,
            Row row,
            Field field,
            @Nullable BasePair base,
            Value local,
            Value hubspot,
            HubSpotRecord record) {
        if (holds(linked.contested(), field)) {
            return Explanation.CONFLICT;
        }
        if (holds(linked.refused(), field)) {
            return Explanation.DEAD_LETTER;
        }
        if (base != null && base.local().equals(local) && base.hubspot().equals(hubspot)) {
            // The merge leaves the pair alone: nobody has changed either since it was stored.
            return field.direction() == Direction.BOTH ? Explanation.STORED_DIFFERENTLY : Explanation.DIRECTION;
        }
        if (linked.isHeld()) {
            return Explanation.HELD;
        }
        if (!row.inScope() || !mapping.scope().includes(record::property)) {
            return Explanation.OUT_OF_SCOPE;
        }
        return linked.isPending() || record.updatedAt().isAfter(told) ? Explanation.PENDING : Explanation.UNEXPLAINED;
    }

    private static boolean holds(Set<String> fields, Field field) {
        return fields.contains(field.name()) || fields.contains("");
    }

    private static Difference difference(Linked linked, Kind kind, String field, Explanation explanation) {
        return new Difference(
                kind, explanation, linked.link().row(), linked.link().record(), field);
    }
}
