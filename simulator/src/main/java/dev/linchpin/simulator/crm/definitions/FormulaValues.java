package dev.linchpin.simulator.crm.definitions;

import dev.linchpin.simulator.crm.records.StoredRecord;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A record's values as formulas reckon with them: numbers as such, days and moments as their milliseconds. */
final class FormulaValues {

    private FormulaValues() {}

    /** The value of a property by its name; null when it has none or one that is not of its type. */
    static @Nullable Object of(StoredRecord record, Catalogue catalogue, String name, Property asking) {
        Property property = catalogue.find(name);
        if (property == null || property.name().equals(asking.name())) {
            return null;
        }
        String value = catalogue.value(record, property);
        if (value == null) {
            return null;
        }
        try {
            return typed(property, value);
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static Object typed(Property property, String value) {
        return switch (property.type()) {
            case NUMBER -> new BigDecimal(value);
            case BOOL -> Boolean.valueOf(value);
            case DATE ->
                BigDecimal.valueOf(LocalDate.parse(value)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli());
            case DATETIME -> BigDecimal.valueOf(Instant.parse(value).toEpochMilli());
            case STRING, ENUMERATION, PHONE_NUMBER -> value;
        };
    }
}
