package dev.linchpin.database.capture;

import dev.linchpin.database.dialect.Trigger;
import dev.linchpin.database.managed.Step;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to the triggers that are there.
 *
 * @param steps to make them as the mappings want them
 * @param allowed those of the steps that this role may take
 * @param kept triggers that are not as they should be, and that this role may not change: they tell of too much or too little,
 *     which comparing the rows makes up for
 * @param types that are captured
 * @param made types of which a trigger is made anew
 * @param uncaptured types of which a trigger was missing
 */
record Change(
        List<Step> steps,
        List<Step> allowed,
        List<Trigger> kept,
        Set<ObjectType> types,
        Set<ObjectType> made,
        Set<ObjectType> uncaptured) {

    static Change of(Session session, Collection<ObjectMapping> mappings) {
        var dialect = session.dialect();
        var wanted = new LinkedHashMap<String, Trigger>();
        var types = new HashMap<String, ObjectType>();
        for (var mapping : mappings) {
            for (var trigger : session.ask(connection -> dialect.triggers(connection, mapping))) {
                wanted.put(identity(trigger), trigger);
                types.put(identity(trigger), mapping.type());
            }
        }
        var change = new Change(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                Set.copyOf(types.values()),
                new HashSet<>(),
                new HashSet<>());
        var present = new HashSet<String>();
        for (var installed : session.ask(dialect::installedTriggers)) {
            present.add(identity(installed));
            change.mend(installed, wanted.get(identity(installed)), types.get(identity(installed)));
        }
        wanted.forEach((identity, trigger) -> {
            if (!present.contains(identity)) {
                change.make(List.of(made(trigger)), types.get(identity));
                change.uncaptured().add(types.get(identity));
            }
        });
        return change;
    }

    /** @param same how it should be; null when it should not be there at all */
    private void mend(Trigger installed, @Nullable Trigger same, @Nullable ObjectType type) {
        var needed = new ArrayList<Step>();
        if (same == null || !same.definition().equals(installed.definition())) {
            needed.add(new Step("Remove the trigger " + place(installed), installed.drop()));
            if (same != null) {
                needed.add(made(same));
            }
        } else if (!same.content().equals(installed.content())) {
            needed.add(new Step("Have the trigger " + place(installed) + " watch what is mapped", same.refresh()));
        }
        if (!needed.isEmpty() && installed.isFixed()) {
            steps.addAll(needed);
            kept.add(installed);
        } else {
            make(needed, type);
        }
    }

    private void make(List<Step> needed, @Nullable ObjectType type) {
        steps.addAll(needed);
        allowed.addAll(needed);
        if (type != null && !needed.isEmpty()) {
            made.add(type);
        }
    }

    private static Step made(Trigger trigger) {
        return new Step("Put the trigger " + place(trigger), trigger.create());
    }

    private static String place(Trigger trigger) {
        return trigger.name() + " on " + trigger.table();
    }

    private static String identity(Trigger trigger) {
        return trigger.table() + " " + trigger.name();
    }
}
