package dev.linchpin.torture.oracle;

import dev.linchpin.torture.people.Kind;
import dev.linchpin.torture.people.Ledger;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom people know by two names. Nobody edits a name, but a row and a record of the same email are joined although people
 * named them apart: whoever looks at one side sees the name that he gave there, or the other's in its place. Linchpin says of
 * each such pair in the journal which name it replaced, or that the two are in conflict.
 */
final class Aliases {
    private final Map<Ledger.Who, Set<String>> names = new HashMap<>();

    Aliases(Collection<Kind> kinds, Evidence evidence) {
        for (var kind : kinds) {
            evidence.journal().stream()
                    .map(view -> view.entry())
                    .filter(entry -> entry.type().equals(kind.mapping().type())
                            && entry.field().equals(kind.name())
                            && !entry.before().isBlank()
                            && !entry.after().isBlank())
                    .forEach(entry ->
                            join(kind, entry.before().text(), entry.after().text()));
            joinWhoseNameIsInConflict(kind, evidence);
        }
    }

    /** A name in conflict is one of two, and the conflict may show a third: that of a row which had to give way in a merge. */
    private void joinWhoseNameIsInConflict(Kind kind, Evidence evidence) {
        evidence.rows(kind).forEach((String key, Map<String, @Nullable String> row) -> {
            var id = String.valueOf(row.get("hubspot_id"));
            var record = evidence.records(kind).get(id);
            var name = row.get(kind.name());
            if (record != null && name != null && evidence.isListed(kind, key, id, kind.name())) {
                join(kind, name, record.path(kind.name()).asString(""));
            }
        });
    }

    private void join(Kind kind, String one, String other) {
        var all = new LinkedHashSet<>(of(kind, one));
        all.addAll(of(kind, other));
        all.forEach(name -> names.put(kind.who(name), all));
    }

    /** All names of whoever has this one. */
    Set<String> of(Kind kind, String name) {
        return names.getOrDefault(kind.who(name), Set.of(name));
    }
}
