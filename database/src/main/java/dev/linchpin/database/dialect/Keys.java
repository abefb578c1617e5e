package dev.linchpin.database.dialect;

import java.util.List;
import java.util.stream.Collectors;

/** A row's key in SQL, as {@link dev.linchpin.engine.model.RowKey} has it. */
final class Keys {
    private Keys() {}

    /** @param texts the key's columns as texts */
    static String joined(List<String> texts) {
        return texts.size() == 1
                ? texts.getFirst()
                : texts.stream()
                        .map(text -> "replace(replace(" + text + ", '%', '%25'), '~', '%7E')")
                        .collect(Collectors.joining(" || '~' || ", "(", ")"));
    }

    static String tuple(List<String> expressions) {
        return expressions.stream().collect(Collectors.joining(", ", "(", ")"));
    }
}
