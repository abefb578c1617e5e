package dev.linchpin.simulator.crm.checks;

import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.PropertyOption;
import dev.linchpin.simulator.crm.records.RecordSettings;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.crm.values.MultiValue;
import dev.linchpin.simulator.crm.values.WebDomain;
import dev.linchpin.simulator.exchange.Timestamps;
import dev.linchpin.simulator.settings.Behaviour;
import dev.linchpin.simulator.settings.SettingsStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which values a property takes, and the form in which HubSpot keeps them. Pure.
 *
 * <p>Source: HubSpot docs, "Properties" and "Using object APIs"; that emails are lower-cased and company domains
 * stripped is known from practice alone.
 */
public final class ValueRules {

    /** What came of a value. */
    public sealed interface Checked {}

    /** It is fine; this is the form in which it is kept. */
    public record Accepted(String value) implements Checked {}

    /** It is not. */
    public record Refused(String code, String message) implements Checked {}

    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final int MAXIMUM_LENGTH = 65_536;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+\\.[^\\s@,;<>\".]+");
    private static final Pattern EPOCH = Pattern.compile("-?\\d{1,17}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})");
    private static final Pattern WITH_EXPONENT = Pattern.compile(NUMBER.pattern() + "([eE][+-]?\\d{1,2})?");

    private final Behaviour behaviour;
    private final RecordSettings records;

    /** By the settings in force. */
    public ValueRules(SettingsStore settings) {
        this.behaviour = settings.get().behaviour();
        this.records = settings.get(RecordSettings.SECTION);
    }

    /**
     * Checks a value.
     *
     * @param raw what was sent, not empty
     * @param current what the property holds now, which an appended option adds to
     */
    public Checked check(ObjectType type, Property property, String raw, @Nullable String current) {
        if (raw.length() > MAXIMUM_LENGTH) {
            return new Refused(
                    "INVALID_STRING_LENGTH",
                    "The value of " + property.name() + " is " + raw.length() + " characters long; the limit is "
                            + MAXIMUM_LENGTH);
        }
        Checked checked = switch (property.type()) {
            case STRING, PHONE_NUMBER -> text(type, property, raw);
            case NUMBER -> number(raw);
            case BOOL -> bool(raw);
            case DATE -> date(raw);
            case DATETIME -> datetime(raw);
            case ENUMERATION -> enumeration(property, raw, current);
        };
        boolean keepAsSent = !behaviour.normalise() && !(property.isMultiSelect() && raw.startsWith(";"));
        return checked instanceof Accepted && keepAsSent ? new Accepted(raw) : checked;
    }

    private static Checked text(ObjectType type, Property property, String raw) {
        if (type.hasEmailIdentity() && property.name().equals("email")) {
            return email(raw);
        }
        if (type.hasDomain() && property.name().equals("domain")) {
            return new Accepted(WebDomain.of(raw));
        }
        return new Accepted(raw);
    }

    private static Checked email(String raw) {
        String email = raw.strip().toLowerCase(Locale.ROOT);
        return EMAIL.matcher(email).matches()
                ? new Accepted(email)
                : new Refused("INVALID_EMAIL", "Email address " + raw + " is invalid");
    }

    private Checked number(String raw) {
        String trimmed = raw.strip();
        if (!(records.exponents() ? WITH_EXPONENT : NUMBER).matcher(trimmed).matches()) {
            return new Refused("INVALID_INTEGER", raw + " was not a valid number.");
        }
        BigDecimal number = new BigDecimal(trimmed);
        return new Accepted(
                number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    }

    private static Checked bool(String raw) {
        String lower = raw.strip().toLowerCase(Locale.ROOT);
        return lower.equals("true") || lower.equals("false")
                ? new Accepted(lower.equals("true") ? "true" : "false")
                : new Refused("INVALID_OPTION", raw + " was not one of the allowed options: [true, false]");
    }

    private Checked date(String raw) {
        String trimmed = raw.strip();
        try {
            if (EPOCH.matcher(trimmed).matches()) {
                return dateAt(raw, Instant.ofEpochMilli(Long.parseLong(trimmed)));
            }
            return trimmed.length() > 10
                    ? dateAt(raw, OffsetDateTime.parse(trimmed).toInstant())
                    : new Accepted(LocalDate.parse(trimmed).toString());
        } catch (DateTimeParseException e) {
            String kind = records.invalidDateCode().equals("INVALID_LONG") ? "long" : "date";
            return new Refused(records.invalidDateCode(), raw + " was not a valid " + kind + ".");
        }
    }

    private static Checked dateAt(String raw, Instant instant) {
        return Math.floorMod(instant.toEpochMilli(), MILLIS_PER_DAY) == 0
                ? new Accepted(LocalDate.ofInstant(instant, ZoneOffset.UTC).toString())
                : new Refused("INVALID_DATE", raw + " is at " + unpadded(instant) + " UTC, not midnight!");
    }

    /** The time of day as HubSpot words it: {@code 4:30:0.0} (recorded answers). */
    private static String unpadded(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        return time.getHour() + ":" + time.getMinute() + ":" + time.getSecond() + "." + time.getNano() / 1_000_000;
    }

    private Checked datetime(String raw) {
        String trimmed = raw.strip();
        try {
            if (EPOCH.matcher(trimmed).matches()) {
                return new Accepted(Timestamps.iso(Long.parseLong(trimmed)));
            }
            Instant instant = trimmed.length() == 10 && records.daysAsDatetimes()
                    ? LocalDate.parse(trimmed).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(trimmed).toInstant();
            return new Accepted(Timestamps.iso(instant.toEpochMilli()));
        } catch (DateTimeParseException e) {
            return new Refused("INVALID_LONG", raw + " was not a valid long.");
        }
    }

    private Checked enumeration(Property property, String raw, @Nullable String current) {
        if (!property.isMultiSelect()) {
            return property.is(Property.Trait.EXTERNAL_OPTIONS) || canonical(property, raw) != null
                    ? new Accepted(raw)
                    : notAllowed(property, raw);
        }
        Set<String> chosen = new LinkedHashSet<>();
        if (raw.startsWith(";") && current != null) {
            chosen.addAll(MultiValue.parts(current));
        }
        for (String part : MultiValue.parts(raw)) {
            if (property.is(Property.Trait.EXTERNAL_OPTIONS)) {
                chosen.add(part.strip().toLowerCase(Locale.ROOT));
            } else if (canonical(property, part) != null) {
                chosen.add(part);
            } else {
                return notAllowed(property, part);
            }
        }
        return new Accepted(
                String.join(";", behaviour.multiSelectInOptionOrder() ? ordered(property, chosen) : chosen));
    }

    private static List<String> ordered(Property property, Set<String> chosen) {
        var ordered = new ArrayList<String>();
        for (PropertyOption option : property.options()) {
            if (chosen.contains(option.value())) {
                ordered.add(option.value());
            }
        }
        chosen.stream().filter(value -> !ordered.contains(value)).forEach(ordered::add);
        return ordered;
    }

    private static @Nullable String canonical(Property property, String value) {
        for (PropertyOption option : property.options()) {
            if (option.value().equals(value)) {
                return option.value();
            }
        }
        return null;
    }

    private static Refused notAllowed(Property property, String value) {
        List<String> allowed =
                property.options().stream().map(PropertyOption::value).toList();
        return new Refused("INVALID_OPTION", value + " was not one of the allowed options: " + allowed);
    }
}
