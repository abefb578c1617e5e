package dev.linchpin.database.records;

import dev.linchpin.database.rows.Rows;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.engine.store.Inspection.Standing;
import dev.linchpin.engine.store.Records.Listed;
import dev.linchpin.engine.store.Records.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds rows by what people know of them, and how they stand, within one transaction. */
final class Search {
    private static final int CHUNK = 500;

    /** No key is blank. */
    private static final String AFTER_NAMED = " ";

    private final Listing listing;
    private final Rows rows;
    private final ObjectType type;
    private final String text;
    private final List<String> words;
    private final List<Field> fields;

    Search(Session session, Rows rows, ObjectType type, List<Field> fields, String text) {
        this.listing = new Listing(session);
        this.rows = rows;
        this.type = type;
        this.text = text.strip();
        this.words = Arrays.stream(this.text.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        this.fields = fields;
    }

    /** In the order of the rows' keys, after those that the text names outright. */
    Page<Listed> page(Wanted wanted, @Nullable String after, int limit) {
        var named = named();
        var found = new ArrayList<Listed>();
        if (after == null) {
            named.stream().filter(listed -> fits(listed, wanted)).forEach(found::add);
        }
        var first = found.size();
        var position = after == null || after.equals(AFTER_NAMED) ? null : after;
        while (found.size() <= limit) {
            var keys = rows.beginning(fields, words, position, CHUNK);
            listed(keys).stream()
                    .filter(listed -> !named.contains(listed) && fits(listed, wanted))
                    .forEach(found::add);
            if (keys.size() < CHUNK) {
                break;
            }
            position = keys.getLast().value();
        }
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var last = found.get(limit - 1).row();
        return new Page<>(
                List.copyOf(found.subList(0, limit)), limit <= first || last == null ? AFTER_NAMED : last.value());
    }

    private List<Listed> named() {
        var named = new ArrayList<Listed>();
        if (!text.isEmpty()) {
            listing.ofRows(type, List.of(new RowKey(text))).forEach(one -> named.add(one.listed()));
            listing.ofRecords(type, List.of(new HubSpotId(text))).stream()
                    .map(Listing.Numbered::listed)
                    .filter(one -> !named.contains(one))
                    .forEach(named::add);
        }
        return named;
    }

    /** In the order of the keys. */
    private List<Listed> listed(List<RowKey> keys) {
        Map<RowKey, Listed> known = new HashMap<>();
        listing.ofRows(type, keys)
                .forEach(one -> known.put(Objects.requireNonNull(one.listed().row()), one.listed()));
        return keys.stream()
                .map(key -> known.getOrDefault(key, new Listed(key, null, Standing.UNLINKED, false, null, null)))
                .toList();
    }

    private static boolean fits(Listed listed, Wanted wanted) {
        return (wanted.standing() == null || wanted.standing() == listed.standing())
                && (!wanted.differs() || listed.differs());
    }
}
