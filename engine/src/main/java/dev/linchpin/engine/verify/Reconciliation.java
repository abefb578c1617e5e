package dev.linchpin.engine.verify;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.feed.Load;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Differences;
import dev.linchpin.engine.store.Reconciliations.Run;
import dev.linchpin.engine.store.Reconciliations.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Compares all of a type at once, each day and whenever somebody asks, and keeps a report. It goes on where it was after a
 * restart.
 */
public final class Reconciliation implements Loop {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final String SCHEDULE = "schedule";

    private final Environment environment;
    private final ObjectMapping mapping;
    private final Walk walk;
    private boolean isLoaded;
    private Instant nextAt = Instant.EPOCH;

    public Reconciliation(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
        this.walk = new Walk(environment.hubspot(), environment.store().verification(), environment.clock(), mapping);
    }

    @Override
    public String name() {
        return "reconciliation " + mapping.type();
    }

    /** When the next one by schedule is due is kept under this name. */
    private String watermark() {
        return "reconciliation:" + mapping.type();
    }

    @Override
    public Duration step() {
        if (!isLoaded()) {
            return IDLE;
        }
        var runs = environment.store().reconciliations();
        requestIfDue();
        var current = runs.current(mapping.type());
        if (current.isEmpty()) {
            return IDLE;
        }
        var portion = portion(walk, current.get(), Lane.BACKGROUND, environment.now());
        if (current.get().repairs() && !portion.unexplained().isEmpty()) {
            environment.store().inTransaction(tx -> {
                portion.unexplained().mark(tx);
                return true;
            });
            environment.listener().on(new EngineEvent.Marked(mapping.type()));
        }
        runs.save(portion.run());
        var began = portion.run().startedAt();
        if (portion.run().state() == State.DONE && began != null) {
            walk.passed(Differences.Scope.FULL, began);
        }
        environment.listener().on(new EngineEvent.Checked(mapping.type()));
        return Duration.ZERO;
    }

    /** @param run as it stands after the portion */
    record Done(Run run, Findings unexplained) {}

    /** Carries a run on by one portion. */
    static Done portion(Walk walk, Run run, Lane lane, Instant now) {
        var portion = walk.step(run.position(), new Figures(run.figures(), run.samples()), lane);
        var marked = run.repairs() ? portion.unexplained().marks().size() : 0;
        var figures = portion.figures().plus("marked", marked);
        var after = new Run(
                run.id(),
                run.type(),
                portion.next().isPresent() ? State.RUNNING : State.DONE,
                run.repairs(),
                run.requestedBy(),
                run.requestedAt(),
                run.startedAt() == null ? now : run.startedAt(),
                portion.next().isPresent() ? null : now,
                portion.next().orElse(run.position()),
                figures.counts(),
                figures.samples());
        return new Done(after, portion.unexplained());
    }

    private void requestIfDue() {
        var now = environment.now();
        if (now.isBefore(nextAt)) {
            return;
        }
        nextAt = nextAfter(now);
        var due = environment.store().inTransaction(tx -> {
            var stored = tx.watermark(watermark()).map(Instant::parse);
            if (stored.isEmpty() || !stored.get().isAfter(now)) {
                tx.watermark(watermark(), nextAt.toString());
            } else {
                nextAt = stored.get();
            }
            return stored.filter(at -> !at.isAfter(now));
        });
        if (due.isPresent()) {
            environment.store().reconciliations().request(mapping.type(), true, SCHEDULE, false);
        }
    }

    private Instant nextAfter(Instant now) {
        var proof = environment.settings().proof();
        var today = now.atZone(proof.zone()).with(proof.reconcileAt());
        return Optional.of(today.toInstant())
                .filter(at -> at.isAfter(now))
                .orElseGet(() -> today.plusDays(1).toInstant());
    }

    private boolean isLoaded() {
        if (!isLoaded) {
            isLoaded = Load.isDone(environment.store().verification()::position, mapping);
        }
        return isLoaded;
    }
}
