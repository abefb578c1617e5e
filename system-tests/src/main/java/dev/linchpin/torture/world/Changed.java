package dev.linchpin.torture.world;

import java.util.regex.Pattern;

/** What a statement changed, as far as anybody waits for it. */
enum Changed {
    /** The company's own rows, of which the triggers tell the capture. */
    ROWS,
    /** Webhook events received. */
    EVENTS,
    /** Marks and attempts. */
    WORK,
    /** How far loads and polls have come. */
    POSITIONS,
    /** What nobody waits for. */
    NOTHING;

    private static final Pattern TABLE =
            Pattern.compile("\\s*(?:insert into|update|delete from)\\s+(\\S+)", Pattern.CASE_INSENSITIVE);

    /** @param ownPrefix with which the names of Linchpin's own tables begin */
    static Changed by(String statement, String ownPrefix) {
        var table = TABLE.matcher(statement);
        if (!table.lookingAt()) {
            return statement.contains(ownPrefix + "sync_queue") ? WORK : NOTHING;
        }
        var name = table.group(1);
        if (!name.startsWith(ownPrefix)) {
            return ROWS;
        }
        var adds = statement.stripLeading().startsWith("insert");
        return switch (name.substring(ownPrefix.length())) {
            case "change_log" -> adds ? ROWS : NOTHING;
            case "webhook_event" -> adds ? EVENTS : NOTHING;
            case "sync_queue", "outgoing_write" -> WORK;
            case "sync_state" -> POSITIONS;
            default -> NOTHING;
        };
    }
}
