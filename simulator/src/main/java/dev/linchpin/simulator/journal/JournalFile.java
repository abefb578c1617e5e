package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Entries that were published together. Immutable.
 *
 * @param publishedAt milliseconds
 * @param body what is downloaded
 */
record JournalFile(String offset, long publishedAt, String body) {

    /** Largest file (HubSpot changelog, "July 2026 rollup": 10,000 entries or 5 MB, whichever comes first). */
    private static final int MAXIMUM_LENGTH = 5_000_000;

    /** Puts entries into as few files as they fit in. */
    static List<JournalFile> publish(List<ObjectNode> entries, int maximum, long at, Supplier<String> offsets) {
        var files = new ArrayList<JournalFile>();
        var content = new StringBuilder();
        int size = 0;
        for (ObjectNode entry : entries) {
            String text = Json.text(entry);
            if (size == maximum || (size > 0 && content.length() + text.length() > MAXIMUM_LENGTH)) {
                files.add(file(content, at, offsets.get()));
                content.setLength(0);
                size = 0;
            }
            content.append(size++ == 0 ? "" : ",").append(text);
        }
        if (size > 0) {
            files.add(file(content, at, offsets.get()));
        }
        return files;
    }

    private static JournalFile file(StringBuilder entries, long at, String offset) {
        return new JournalFile(
                offset,
                at,
                "{\"offset\":\"" + offset + "\",\"journalEvents\":[" + entries + "],\"publishedAt\":\""
                        + Timestamps.iso(at) + "\"}");
    }
}
