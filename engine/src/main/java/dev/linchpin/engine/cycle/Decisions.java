package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Mark;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries out what people decide. The link is claimed meanwhile, so that no cycle works on it at the same time; what is
 * decided moves bases and marks, and the next cycle carries it to where it is needed.
 */
public final class Decisions implements Desk {
    private final Environment environment;
    private final Supplier<Map<ObjectType, ObjectMapping>> mappings;
    private final Consumer<ObjectType> pull;
    private final Consumer<ObjectType> push;
    private final ConflictDecisions conflicts;
    private final LetterDecisions letters;

    /** @param mappings as they are now, by type */
    public Decisions(
            Environment environment,
            Supplier<Map<ObjectType, ObjectMapping>> mappings,
            Consumer<ObjectType> pull,
            Consumer<ObjectType> push) {
        this.environment = environment;
        this.mappings = mappings;
        this.pull = pull;
        this.push = push;
        var claims = new PersonsClaims(environment);
        this.conflicts = new ConflictDecisions(environment, mappings, claims);
        this.letters = new LetterDecisions(environment, mappings, claims);
    }

    @Override
    public List<Verdict> resolve(List<Resolution> resolutions) {
        return conflicts.resolve(resolutions);
    }

    @Override
    public int retry(Collection<Long> deadLetterIds) {
        return letters.retry(deadLetterIds);
    }

    @Override
    public int discard(Collection<Long> deadLetterIds) {
        return letters.discard(deadLetterIds);
    }

    @Override
    public Verdict correct(long deadLetterId, Value value) {
        return letters.correct(deadLetterId, value);
    }

    @Override
    public void look(Collection<? extends Mark> marks) {
        environment.store().inTransaction(tx -> {
            tx.edges().mark(marks);
            return true;
        });
        mappings.get().keySet().forEach(this::marked);
    }

    @Override
    public void pullAll(ObjectType type) {
        pull.accept(type);
    }

    @Override
    public void pushAll(ObjectType type) {
        push.accept(type);
        marked(type);
    }

    private void marked(ObjectType type) {
        environment.listener().on(new EngineEvent.Marked(type));
    }
}
