package dev.linchpin.engine.reference;

import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReferenceData;
import dev.linchpin.engine.hubspot.ReferenceData.Owner;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.ReferenceTable;
import dev.linchpin.engine.store.References.Part;
import dev.linchpin.engine.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The account's owners, first those who are there, then those who have left; few enough to be compared at once. */
final class Owners implements ReferenceLoop.Refresh {
    private final ReferenceData hubspot;
    private final Store store;
    private final List<Map<String, Value>> gathered = new ArrayList<>();
    private boolean archived;
    private String after = "";

    Owners(ReferenceData hubspot, Store store) {
        this.hubspot = hubspot;
        this.store = store;
    }

    @Override
    public void restart() {
        gathered.clear();
        archived = false;
        after = "";
    }

    @Override
    public boolean step() {
        var page = hubspot.owners(archived, after, Lane.BACKGROUND);
        page.items().forEach(owner -> gathered.add(row(owner)));
        var next = page.next();
        if (next != null) {
            after = next;
            return true;
        }
        if (!archived) {
            archived = true;
            after = "";
            return true;
        }
        store.inTransaction(tx -> tx.references().keep(ReferenceTable.OWNERS, Part.WHOLE, gathered));
        restart();
        return false;
    }

    private Map<String, Value> row(Owner owner) {
        var row = new HashMap<String, Value>();
        row.put("id", Value.of(owner.id()));
        row.put("user_id", Value.of(owner.userId()));
        row.put("email", Value.of(owner.email()));
        row.put("first_name", Value.of(owner.firstName()));
        row.put("last_name", Value.of(owner.lastName()));
        row.put("kind", Value.of(owner.kind()));
        row.put(ReferenceTable.ARCHIVED, Value.of(String.valueOf(archived)));
        return row;
    }
}
