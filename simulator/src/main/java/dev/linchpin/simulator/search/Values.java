package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Derivation;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.PropertyType;
import dev.linchpin.simulator.crm.records.StoredRecord;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Property values as things that can be compared. */
public final class Values {

    private Values() {}

    /** Whether values of the property compare as numbers; instants count as their milliseconds. */
    public static boolean isNumeric(Property property) {
        return property.type() == PropertyType.NUMBER
                || property.type() == PropertyType.DATE
                || property.type() == PropertyType.DATETIME;
    }

    static void requireComparable(Property property, String value) {
        if (isNumeric(property) && !Double.isFinite(number(property, value))) {
            throw SearchParser.bad("invalid value for " + property.name() + ": " + value);
        }
    }

    /** A filter's or a record's value of a numeric property; instants may be milliseconds or ISO-8601. */
    static double number(Property property, String value) {
        try {
            if (property.type() == PropertyType.NUMBER || !value.contains("-") || value.startsWith("-")) {
                return Double.parseDouble(value);
            }
            return value.length() == 10
                    ? LocalDate.parse(value)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    : OffsetDateTime.parse(value).toInstant().toEpochMilli();
        } catch (NumberFormatException | DateTimeException e) {
            throw SearchParser.bad("invalid value for " + property.name() + ": " + value);
        }
    }

    /** A filter's value as a record id. */
    static long id(String value) {
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            throw SearchParser.bad("invalid record id: " + value);
        }
    }

    /** The record's value of a numeric property; NaN when it has none. Ids and stamps need no parsing. */
    public static double number(StoredRecord record, Property property, Catalogue catalogue) {
        return switch (property.derivation()) {
            case Derivation.ID -> record.id();
            case Derivation.CREATED -> record.createdAt();
            case Derivation.MODIFIED -> record.updatedAt();
            default -> {
                String value = catalogue.value(record, property);
                yield value == null ? Double.NaN : number(property, value);
            }
        };
    }

    /** The record's value of a textual property in lower case, or null when it has none. */
    public static @Nullable String text(StoredRecord record, Property property, Catalogue catalogue) {
        String value = catalogue.value(record, property);
        return value == null ? null : value.toLowerCase(Locale.ROOT);
    }
}
