package dev.linchpin.database.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in MariaDB's words what statements over Linchpin's own tables say as SQLite and PostgreSQL have it: {@code on
 * conflict}, the aliases of tables that are inserted into or deleted from, and the one partial index that is asked for by its condition.
 */
final class MariaDbStatements {
    private static final Pattern ALIAS = Pattern.compile("insert into (\\w+) as (\\w+)");
    private static final Pattern DELETION = Pattern.compile("delete from (\\w+) as (\\w+)");
    /** Left to itself, the server may read a small table from end to end, and wait for rows that others have locked. */
    private static final Pattern BY_NUMBER =
            Pattern.compile("delete from (\\w+)\\s+where id in \\(" + Pattern.quote(Dialect.SPREAD) + "\\)");

    private static final Pattern TARGET = Pattern.compile("insert into (\\w+)\\s*\\((\\w+)");
    private static final Pattern NOTHING = Pattern.compile("on conflict(?: \\([^)]*\\))? do nothing");
    private static final Pattern UPDATE =
            Pattern.compile("on conflict \\([^)]*\\)(?: where [\\w ]+?)?\\s+do update set");
    private static final Pattern EXCLUDED = Pattern.compile("\\bexcluded\\.(\\w+)");

    private MariaDbStatements() {}

    static String of(String sql) {
        var numbered = BY_NUMBER.matcher(sql);
        if (numbered.find()) {
            return numbered.replaceFirst(Matcher.quoteReplacement("delete own from " + numbered.group(1)
                    + " as own force index (primary) where own.id in (" + Dialect.SPREAD + ")"));
        }
        var text = DELETION.matcher(sql).replaceAll("delete $2 from $1 as $2");
        var alias = ALIAS.matcher(text);
        if (alias.find()) {
            var table = alias.group(1);
            text = alias.replaceFirst("insert into " + table)
                    .replaceAll("\\b" + alias.group(2) + "\\.", Matcher.quoteReplacement(table + "."));
        }
        var target = TARGET.matcher(text);
        if (target.find()) {
            // Unlike "insert ignore", this lets every other error be one.
            var unchanged = target.group(2) + " = " + target.group(1) + "." + target.group(2);
            text = NOTHING.matcher(text).replaceAll("on duplicate key update " + unchanged);
        }
        text = UPDATE.matcher(text).replaceAll("on duplicate key update");
        text = EXCLUDED.matcher(text).replaceAll("value($1)");
        return text.replace("old_key <> new_key", "rekeyed = object_type");
    }
}
