package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Place;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which columns the capture watches because a mapping's scope may depend on them. */
final class ScopeColumns {
    private static final Pattern WORD = Pattern.compile("[^\\W]+", Pattern.UNICODE_CHARACTER_CLASS);

    private ScopeColumns() {}

    /** Columns that are not mapped and whose name the condition mentions, perhaps as something else: rather too many. */
    static List<String> of(ObjectMapping mapping, Collection<String> columns) {
        var condition = mapping.scope().rows();
        if (condition == null) {
            return List.of();
        }
        var text = condition.toLowerCase(Locale.ROOT);
        var words = WORD.matcher(text).results().map(match -> match.group()).collect(Collectors.toSet());
        var watched = mapping.fields().values().stream()
                .map(Field::place)
                .filter(place -> !place.isInDocument())
                .map(Place::column)
                .collect(Collectors.toCollection(HashSet::new));
        watched.addAll(mapping.layout().key());
        return columns.stream()
                .filter(column -> !watched.contains(column))
                .filter(column -> isMentioned(column.toLowerCase(Locale.ROOT), text, words))
                .sorted()
                .toList();
    }

    private static boolean isMentioned(String column, String text, Set<String> words) {
        return WORD.matcher(column).matches() ? words.contains(column) : text.contains(column);
    }
}
