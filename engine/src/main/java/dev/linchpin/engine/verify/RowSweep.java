package dev.linchpin.engine.verify;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.feed.Load;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Verification.Alone;
import dev.linchpin.engine.store.Verification.Linked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Compares all rows with what they were last known to hold, for changes that no trigger saw: cascades, {@code REPLACE},
 * {@code TRUNCATE}, triggers that were switched off; and all changes of tables that take no triggers. Asks HubSpot nothing.
 * Where it stands is stored, so that it goes on after a restart.
 */
public final class RowSweep implements Loop {
    private static final String LINKS = "links:";
    private static final String ROWS = "rows:";
    private static final int PORTION = 500;
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration BETWEEN_POLLED = Duration.ofMillis(10);
    private static final Duration UNTIL_LOADED = Duration.ofSeconds(30);

    /** As many times as long as it works it rests, so that it takes a tenth of a core at most. */
    private static final int RESTS = 9;

    private final Environment environment;
    private final ObjectMapping mapping;
    private boolean isLoaded;

    public RowSweep(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
    }

    @Override
    public String name() {
        return "row sweep " + mapping.type();
    }

    private String watermark() {
        return "rows:" + mapping.type();
    }

    private record Found(Findings findings, String next) {}

    @Override
    public Duration step() {
        if (!isLoaded()) {
            return UNTIL_LOADED;
        }
        var began = environment.now();
        var position = environment
                .store()
                .inTransaction(tx -> tx.watermark(watermark()))
                .orElse(LINKS + 0);
        var found = position.startsWith(ROWS)
                ? rows(position.substring(ROWS.length()))
                : links(Long.parseLong(position.substring(LINKS.length())));
        environment.store().inTransaction(tx -> {
            found.findings().mark(tx);
            tx.watermark(watermark(), found.next());
            return true;
        });
        if (!found.findings().isEmpty()) {
            environment.listener().on(new EngineEvent.Marked(mapping.type()));
        }
        var isThrough = found.next().equals(LINKS + 0);
        var polledEvery = mapping.layout().polledEvery();
        return polledEvery == null
                ? isThrough ? environment.settings().proof().rowsEvery() : rest(began)
                : isThrough ? polledEvery : BETWEEN_POLLED;
    }

    /** On a machine that is busy with people's changes, this has time. */
    private Duration rest(Instant began) {
        var rest = Duration.between(began, environment.now()).multipliedBy(RESTS);
        return rest.compareTo(BETWEEN) < 0 ? BETWEEN : rest;
    }

    private Found links(long after) {
        var linked = environment.store().verification().links(mapping, after, PORTION);
        if (linked.isEmpty()) {
            return new Found(Findings.of(mapping.type(), List.of()), ROWS);
        }
        var changed = linked.stream().filter(this::wasChangedUnseen).toList();
        List<Mark> marks = changed.stream()
                .<Mark>map(one -> new Mark.OfLink(one.link().id(), Cause.SQL))
                .toList();
        var gone = changed.stream()
                .filter(one -> one.row() == null)
                .map(one -> one.link().row())
                .filter(Objects::nonNull)
                .toList();
        return new Found(
                new Findings(mapping.type(), marks, gone, List.of()),
                LINKS + linked.getLast().link().id());
    }

    private boolean wasChangedUnseen(Linked linked) {
        var isAtRest = linked.link().row() != null
                && !linked.isPending()
                && !linked.isHeld()
                && !linked.contested().contains("")
                && !linked.refused().contains("");
        if (!isAtRest) {
            return false;
        }
        var row = linked.row();
        if (row == null) {
            return true;
        }
        if (!row.inScope()) {
            return false;
        }
        return linked.link().base().entrySet().stream()
                .filter(base -> mapping.fields().containsKey(base.getKey()))
                .filter(base -> !linked.contested().contains(base.getKey()))
                .filter(base -> !linked.refused().contains(base.getKey()))
                .anyMatch(
                        base -> !row.value(base.getKey()).equals(base.getValue().local()));
    }

    private Found rows(String after) {
        var page =
                environment.store().verification().rows(mapping, after.isEmpty() ? null : new RowKey(after), PORTION);
        var marks = new ArrayList<Mark>();
        page.alone().forEach((key, why) -> {
            if (why == Alone.UNKNOWN) {
                marks.add(new Mark.OfRow(mapping.type(), key, Cause.SQL));
            }
        });
        return new Found(
                Findings.of(mapping.type(), marks),
                page.next().map(key -> ROWS + key.value()).orElse(LINKS + 0));
    }

    private boolean isLoaded() {
        if (!isLoaded) {
            isLoaded = Load.isDone(environment.store().verification()::position, mapping);
        }
        return isLoaded;
    }
}
