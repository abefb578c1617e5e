package dev.linchpin.database.capture;

import dev.linchpin.database.dialect.Trigger;
import dev.linchpin.database.feeds.Watermarks;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps the capture's triggers in line with the mapping. Thread-safe. */
public final class Capture {
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
     * @throws DatabaseException when a table or a column of it is missing, or this role may not put triggers on it
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

    private Set<ObjectType> install(Session session, Collection<ObjectMapping> mappings) {
        var dialect = session.dialect();
        var verbatim = session.verbatim();
        var wanted = new LinkedHashMap<Trigger, ObjectType>();
        for (var mapping : mappings) {
            check(mapping);
            checkColumns(session, mapping);
            session.ask(connection -> dialect.triggers(connection, mapping))
                    .forEach(trigger -> wanted.put(trigger, mapping.type()));
        }
        var present = new HashSet<String>();
        var stays = new HashSet<String>();
        for (var installed : session.ask(dialect::installedTriggers)) {
            present.add(identity(installed));
            if (wanted.keySet().stream().anyMatch(trigger -> isSame(trigger, installed))) {
                stays.add(identity(installed));
            } else {
                verbatim.execute(installed.drop());
            }
        }
        var missed = missed(session);
        wanted.forEach((trigger, type) -> {
            if (!stays.contains(identity(trigger))) {
                verbatim.execute(trigger.create());
            }
            if (!present.contains(identity(trigger))) {
                missed.save(feed(type), MISSED);
            }
        });
        return wanted.values().stream()
                .filter(type -> missed.of(feed(type)).equals(Optional.of(MISSED)))
                .collect(Collectors.toSet());
    }

    /** The log lists fields with commas between them. */
    private static void check(ObjectMapping mapping) {
        var names = mapping.fields().values().stream().map(Field::name);
        names.filter(name -> name.contains(",")).findFirst().ifPresent(name -> {
            throw new DatabaseException(
                    "The field '" + name + "' of " + mapping.type() + " has a comma in its name; name it without");
        });
    }

    /** A trigger that names a column which went since it was looked for would break every statement of the user's. */
    private static void checkColumns(Session session, ObjectMapping mapping) {
        var present = session.ask(connection -> session.dialect().describe(connection, mapping.table()));
        for (var field : mapping.captured()) {
            if (!present.isEmpty() && !present.containsKey(field.column())) {
                throw DatabaseException.missingObject("The table " + mapping.table() + " has no column '"
                        + field.column() + "', in which changes of '" + field.name() + "' are to be captured");
            }
        }
    }

    private static boolean isSame(Trigger one, Trigger other) {
        return identity(one).equals(identity(other)) && one.definition().equals(other.definition());
    }

    private static String identity(Trigger trigger) {
        return trigger.table() + " " + trigger.name();
    }
}
