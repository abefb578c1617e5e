package dev.linchpin.engine.guard;

import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Loss;
import dev.linchpin.engine.store.Losses;
import dev.linchpin.engine.store.Losses.Standing;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides about losses before the first of them is carried out, counting what is still to come with what was already done:
 * either all that are asked about here may go on, or all are held. Whoever asks waits for whoever asked before, since each
 * counts what the others were allowed.
 */
public record Guard(GuardLimits limits) {

    /**
     * What may be done.
     *
     * @param held wait for a person
     * @param rejected a person wants them undone
     * @param opened whether nothing was held of this kind before
     */
    public record Ruling(Set<Long> held, Set<Long> rejected, Set<Loss> opened) {
        public static final Ruling ALL_GO_ON = new Ruling(Set.of(), Set.of(), Set.of());
    }

    /** @param losing by link id */
    public Ruling review(Losses losses, ObjectMapping mapping, Map<Long, Loss> losing, Instant now) {
        var since = now.minus(limits.within());
        losses.alone(mapping.type());
        losses.prune(since);
        var standing = losses.of(losing.keySet());
        var rejected = new HashSet<Long>();
        var held = new HashSet<Long>();
        var asking = new HashMap<Long, Loss>();
        losing.forEach((link, loss) -> {
            switch (standing.getOrDefault(link, Standing.SUSPECTED)) {
                case ALLOWED, APPROVED -> {}
                case REJECTED -> rejected.add(link);
                // What is held waits for its decision, even if little is left of it.
                case HELD -> held.add(link);
                case SUSPECTED -> asking.put(link, loss);
            }
        });
        if (asking.isEmpty()) {
            return new Ruling(held, rejected, Set.of());
        }
        var kinds = new EnumMap<Loss, Set<Long>>(Loss.class);
        asking.forEach((link, loss) ->
                kinds.computeIfAbsent(loss, _ -> new HashSet<>()).add(link));
        kinds.forEach(losses::suspect);
        if (!isAccident(losses, mapping, since)) {
            losses.allow(asking.keySet());
            return new Ruling(held, rejected, Set.of());
        }
        var opened = new HashSet<>(kinds.keySet());
        opened.removeIf(loss -> losses.isHeld(mapping.type(), loss));
        losses.hold(asking.keySet());
        held.addAll(asking.keySet());
        return new Ruling(held, rejected, opened);
    }

    private boolean isAccident(Losses losses, ObjectMapping mapping, Instant since) {
        var size = losses.size(mapping.type(), since);
        var enough = Math.max(limits.records(), (long) (limits.share() * size)) + 1;
        var counted = losses.counted(mapping.type(), since);
        if (counted < enough) {
            counted += losses.missingRows(mapping, enough - counted);
        }
        return limits.isAccident(counted, size);
    }
}
