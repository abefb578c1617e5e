package dev.linchpin.database.capture;

import dev.linchpin.database.feeds.Watermarks;
import dev.linchpin.database.managed.Step;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.SchemaChangedException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the capture's triggers in line with the mapping. Thread-safe. */
public final class Capture {
    private static final Logger log = LoggerFactory.getLogger(Capture.class);
    private static final String MISSED = "changes were missed";

    private final Transactions transactions;
    private final Clock clock;

    public Capture(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Installs the triggers of these mappings and removes all others of the capture; what is already as it should be is
     * left alone, so that nothing is locked without need.
     *
     * @return the types that were not, or not fully, captured before; those of earlier calls as well, until {@link #caughtUp}
     * @throws DatabaseException when a table is missing, or this role may not put triggers on it
     * @throws SchemaChangedException when a column is not there (any more); then nothing was changed
     */
    public Set<ObjectType> install(Collection<ObjectMapping> mappings) {
        return transactions.write(session -> install(session, mappings));
    }

    /** Whatever of the type was not captured has been marked. */
    public void caughtUp(ObjectType type) {
        transactions.write(session -> {
            missed(session).save(feed(type), "");
            return true;
        });
    }

    /** Kept where whoever is killed before the rows are marked finds it on the next start. */
    private Watermarks missed(Session session) {
        return new Watermarks(session, clock.instant());
    }

    private static String feed(ObjectType type) {
        return "uncaptured:" + type;
    }

    /** Removes all triggers of the capture. */
    public void uninstall() {
        var _ = install(List.of());
    }

    /** What {@link #install} would do if this role may do anything: for whoever is to do it in its place. */
    public List<Step> plan(Collection<ObjectMapping> mappings) {
        return transactions.read(session -> Change.of(session, mappings).steps());
    }

    private Set<ObjectType> install(Session session, Collection<ObjectMapping> mappings) {
        mappings.forEach(Capture::check);
        var change = Change.of(session, mappings);
        var verbatim = session.verbatim();
        var missed = missed(session);
        // First, because where a trigger is there as soon as it is made, whoever is killed then would never catch up.
        change.uncaptured().forEach(type -> missed.save(feed(type), MISSED));
        var made = mappings.stream()
                .filter(mapping -> change.made().contains(mapping.type()))
                .toList();
        made.forEach(mapping -> checkColumns(session, mapping));
        change.allowed().forEach(step -> verbatim.execute(step.sql()));
        change.kept()
                .forEach(trigger -> log.warn(
                        "The trigger {} on {} is not as the mapping wants it, and this database user may not change it:"
                                + " './linchpin doctor --print-sql' prints what whoever made it has to run",
                        trigger.name(),
                        trigger.table()));
        // Again: what is made in this transaction, nobody can take away any more.
        made.forEach(mapping -> checkColumns(session, mapping));
        made.stream()
                .filter(mapping -> !mapping.layout().managed())
                .forEach(mapping -> log.info(
                        "The table {} has triggers of Linchpin's now, which log changes to its rows", mapping.table()));
        return change.types().stream()
                .filter(type -> missed.of(feed(type)).equals(Optional.of(MISSED)))
                .collect(Collectors.toSet());
    }

    /**
     * Databases put up with a trigger that names a column which is not there, and then refuse the user's statements. Nobody can
     * take one away while the triggers are being made.
     */
    private static void checkColumns(Session session, ObjectMapping mapping) {
        var present = session.ask(connection -> session.dialect().describe(connection, mapping.table()))
                .keySet();
        for (var field : mapping.captured()) {
            if (!present.contains(field.column())) {
                throw new SchemaChangedException(
                        "The table " + mapping.table() + " has no column '" + field.column() + "' (any more)");
            }
        }
    }

    /** The log lists fields with commas between them. */
    private static void check(ObjectMapping mapping) {
        var names = mapping.fields().values().stream().map(Field::name);
        names.filter(name -> name.contains(",")).findFirst().ifPresent(name -> {
            throw new DatabaseException(
                    "The field '" + name + "' of " + mapping.type() + " has a comma in its name; name it without");
        });
    }
}
