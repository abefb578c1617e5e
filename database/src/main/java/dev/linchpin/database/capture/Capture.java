package dev.linchpin.database.capture;

import dev.linchpin.database.dialect.Trigger;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** Keeps the capture's triggers in line with the mapping. Thread-safe. */
public final class Capture {
    private final Transactions transactions;

    public Capture(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Installs the triggers of these mappings and removes all others of the capture; what is already as it should be is
     * left alone, so that nothing is locked without need.
     *
     * @throws DatabaseException when a table is missing, or this role may not put triggers on it
     */
    public void install(Collection<ObjectMapping> mappings) {
        transactions.write(session -> {
            install(session, mappings);
            return true;
        });
    }

    /** Removes all triggers of the capture. */
    public void uninstall() {
        install(List.of());
    }

    private static void install(Session session, Collection<ObjectMapping> mappings) {
        var dialect = session.dialect();
        var verbatim = session.verbatim();
        var wanted = mappings.stream()
                .peek(Capture::check)
                .flatMap(mapping -> session.ask(connection -> dialect.triggers(connection, mapping)).stream())
                .toList();
        var stays = new HashSet<String>();
        for (var installed : session.ask(dialect::installedTriggers)) {
            if (wanted.stream().anyMatch(trigger -> isSame(trigger, installed))) {
                stays.add(identity(installed));
            } else {
                verbatim.execute(installed.drop());
            }
        }
        for (var trigger : wanted) {
            if (!stays.contains(identity(trigger))) {
                verbatim.execute(trigger.create());
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

    private static boolean isSame(Trigger one, Trigger other) {
        return identity(one).equals(identity(other)) && one.definition().equals(other.definition());
    }

    private static String identity(Trigger trigger) {
        return trigger.table() + " " + trigger.name();
    }
}
