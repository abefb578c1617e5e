package dev.linchpin.torture.oracle;

import dev.linchpin.engine.model.FieldType;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which texts mean the same, as HubSpot's documentation has it; written apart from the product's own comparison. */
final class Spelling {
    private Spelling() {}

    static boolean same(FieldType type, @Nullable String one, @Nullable String other) {
        return plain(type, one).equals(plain(type, other));
    }

    private static String plain(FieldType type, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return switch (type) {
            case EMAIL, DOMAIN -> text.strip().toLowerCase(Locale.ROOT);
            case NUMBER -> number(text);
            case OPTION_SET -> String.join(";", new TreeSet<>(java.util.List.of(text.split(";"))));
            case TEXT, BOOLEAN, DATE, DATETIME, ENUMERATION -> text;
        };
    }

    private static String number(String text) {
        try {
            var number = new BigDecimal(text.strip());
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException word) {
            return text;
        }
    }
}
