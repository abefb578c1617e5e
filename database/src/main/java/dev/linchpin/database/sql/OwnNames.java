package dev.linchpin.database.sql;

import dev.linchpin.database.dialect.Dialect;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the dialect's words into the fixed statements over Linchpin's own tables: {@code $in}, {@code $skip_locked},
 * {@code $locked}, {@code $for_update} and {@code $for_key_share} stand for its clauses, any other {@code $name} for the table of that name.
 * Thread-safe.
 */
final class OwnNames {
    private static final Pattern WORD = Pattern.compile("\\$([a-z_]+)");

    private final Dialect dialect;
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    OwnNames(Dialect dialect) {
        this.dialect = dialect;
    }

    String expand(String sql) {
        var known = texts.get(sql); // without the lock that the other way may take
        if (known != null) {
            return known;
        }
        return texts.computeIfAbsent(
                sql,
                text -> dialect.ownStatement(
                        WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(wording(word.group(1))))));
    }

    private String wording(String word) {
        return switch (word) {
            case "in" -> dialect.in();
            case "skip_locked" -> dialect.skipLocked();
            case "locked" -> dialect.locked();
            case "for_update" -> dialect.forUpdate();
            case "for_key_share" -> dialect.forKeyShare();
            default -> dialect.own(word);
        };
    }
}
