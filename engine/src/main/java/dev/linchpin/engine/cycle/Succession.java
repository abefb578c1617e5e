package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Link;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of several rows goes on with the record that theirs were merged into. Pure, and the same whichever of them asks. */
final class Succession {
    private Succession() {}

    /** @param lost an earlier merge left the row without a record of its own */
    record Candidate(Link link, boolean lost) {}

    /**
     * The one that holds the survivor already; or else the one that it resembles most, by identity field; or else the one with
     * the latest record, which is the survivor of any earlier merge. One that lost before inherits only if nobody else can.
     */
    static Optional<Link> heir(ObjectMapping mapping, HubSpotRecord survivor, List<Candidate> family) {
        var holder = family.stream()
                .map(Candidate::link)
                .filter(link -> survivor.id().equals(link.record()))
                .findFirst();
        if (holder.isPresent()) {
            return holder;
        }
        var free = family.stream().anyMatch(candidate -> !candidate.lost());
        var candidates = family.stream()
                .filter(candidate -> !free || !candidate.lost())
                .map(Candidate::link)
                .sorted(Comparator.comparing(Link::record, Comparator.nullsFirst(BY_AGE))
                        .reversed())
                .toList();
        for (var name : mapping.identity()) {
            var field = mapping.field(name);
            var key = field.type().matchKey(field.type().read(survivor.property(field.property())));
            var alike = candidates.stream()
                    .filter(link -> !key.isEmpty()
                            && Optional.ofNullable(link.base().get(name))
                                    .map(base -> field.type().matchKey(base.hubspot()))
                                    .filter(key::equals)
                                    .isPresent())
                    .findFirst();
            if (alike.isPresent()) {
                return alike;
            }
        }
        return candidates.stream().findFirst();
    }

    /** HubSpot numbers records in the order of their making. */
    private static final Comparator<HubSpotId> BY_AGE =
            Comparator.<HubSpotId>comparingInt(id -> id.value().length()).thenComparing(HubSpotId::value);
}
