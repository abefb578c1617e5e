package dev.linchpin.engine.reference;

import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReferenceData;
import dev.linchpin.engine.hubspot.ReferenceData.Member;
import dev.linchpin.engine.hubspot.ReferenceData.RecordList;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.ReferenceTable;
import dev.linchpin.engine.store.References.Part;
import dev.linchpin.engine.store.References.Span;
import dev.linchpin.engine.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** The account's lists, and then who is in each, a page a step: a list may have a million members. */
final class Lists implements ReferenceLoop.Refresh {
    private final ReferenceData hubspot;
    private final Store store;
    private final List<Map<String, Value>> gathered = new ArrayList<>();
    private final Queue<String> toRead = new ArrayDeque<>();
    private String after = "";
    private String lastRecord = "";
    private boolean listed;

    Lists(ReferenceData hubspot, Store store) {
        this.hubspot = hubspot;
        this.store = store;
    }

    @Override
    public void restart() {
        gathered.clear();
        toRead.clear();
        after = "";
        lastRecord = "";
        listed = false;
    }

    @Override
    public boolean step() {
        if (!listed) {
            lists();
        } else if (!toRead.isEmpty()) {
            members(toRead.element());
        }
        if (listed && toRead.isEmpty()) {
            restart();
            return false;
        }
        return true;
    }

    private void lists() {
        var page = hubspot.lists(after, Lane.BACKGROUND);
        for (var list : page.items()) {
            gathered.add(row(list));
            toRead.add(list.id());
        }
        var next = page.next();
        if (next != null) {
            after = next;
            return;
        }
        store.inTransaction(tx -> {
            var references = tx.references();
            var kept = references.keep(ReferenceTable.LISTS, Part.WHOLE, gathered);
            for (var gone : kept.gone()) {
                references.keep(
                        ReferenceTable.MEMBERSHIPS, Part.where("list_id", gone.getOrDefault("id", "")), List.of());
            }
            return true;
        });
        gathered.clear();
        after = "";
        listed = true;
    }

    private void members(String list) {
        var page = hubspot.members(list, after, Lane.BACKGROUND);
        var next = page.next();
        var last = page.items().isEmpty() || next == null
                ? ""
                : page.items().getLast().record();
        var rows = page.items().stream().map(member -> row(list, member)).toList();
        var span = new Span("record_id", lastRecord, last);
        store.inTransaction(tx ->
                tx.references().keep(ReferenceTable.MEMBERSHIPS, new Part(Map.of("list_id", list), span), rows));
        if (next == null) {
            toRead.remove();
            after = "";
            lastRecord = "";
        } else {
            after = next;
            lastRecord = last;
        }
    }

    private static Map<String, Value> row(RecordList list) {
        return Map.of(
                "id", Value.of(list.id()),
                "name", Value.of(list.name()),
                "object_type", Value.of(list.type()),
                "processing", Value.of(list.processing()));
    }

    private static Map<String, Value> row(String list, Member member) {
        var row = new HashMap<String, Value>();
        row.put("list_id", Value.of(list));
        row.put("record_id", Value.of(member.record()));
        var at = member.addedAt();
        if (at != null) {
            row.put("added_at", Value.of(at.toString()));
        }
        return row;
    }
}
