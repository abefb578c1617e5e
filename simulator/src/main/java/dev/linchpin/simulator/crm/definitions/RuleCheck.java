package dev.linchpin.simulator.crm.definitions;

import dev.linchpin.simulator.crm.values.WebDomain;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether values are what an administrator demands. Pure.
 *
 * <p>Source: HubSpot docs, "Property validations". Only the argument {@code NUMERIC_ONLY} of {@code ALPHANUMERIC} is documented
 * with an example; how the others are spelled is UNCONFIRMED, and {@code FORMAT}, whose shapes are not documented, lets
 * everything pass.
 */
public final class RuleCheck {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@.]+");
    private static final Pattern DOMAIN = Pattern.compile("(?i)([a-z0-9-]+\\.)+[a-z]{2,}");
    private static final Pattern URL = Pattern.compile("(?i)https?://([a-z0-9-]+\\.)+[a-z]{2,}(:\\d+)?([/?#].*)?");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9 ().-]{5,24}");

    private RuleCheck() {}

    /** The value as it is checked and kept: tidied up if the rule says so. */
    public static String normalised(ValidationRule rule, String value) {
        if (!rule.normalises()) {
            return value;
        }
        return switch (rule.kind()) {
            case PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE -> value.replaceAll("[ ().-]", "");
            case DOMAIN, EMAIL, EMAIL_ALLOWED_DOMAINS, EMAIL_BLOCKED_DOMAINS ->
                value.strip().toLowerCase(Locale.ROOT);
            default -> value.strip();
        };
    }

    /** Whether the value, in the form in which it is kept, meets the demand at that moment. */
    public static boolean holds(ValidationRule rule, String value, long now) {
        return switch (rule.kind()) {
            case REGEX -> Pattern.matches(first(rule), value);
            case MIN_LENGTH -> value.length() >= number(rule).intValue();
            case MAX_LENGTH -> value.length() <= number(rule).intValue();
            case MIN_NUMBER -> new BigDecimal(value).compareTo(number(rule)) >= 0;
            case MAX_NUMBER -> new BigDecimal(value).compareTo(number(rule)) <= 0;
            case DECIMAL -> new BigDecimal(value).scale() <= number(rule).intValue();
            case ALPHANUMERIC -> value.matches(characters(rule));
            case WHITESPACE -> value.chars().noneMatch(Character::isWhitespace);
            case SPECIAL_CHARACTERS ->
                value.chars().allMatch(sign -> Character.isLetterOrDigit(sign) || Character.isWhitespace(sign));
            case EMAIL -> EMAIL.matcher(value).matches();
            case EMAIL_ALLOWED_DOMAINS -> EMAIL.matcher(value).matches() && within(rule, mailDomain(value));
            case EMAIL_BLOCKED_DOMAINS -> !within(rule, mailDomain(value));
            case DOMAIN -> DOMAIN.matcher(value).matches();
            case URL -> URL.matcher(value).matches();
            case URL_ALLOWED_DOMAINS -> URL.matcher(value).matches() && within(rule, WebDomain.of(value));
            case URL_BLOCKED_DOMAINS -> !within(rule, WebDomain.of(value));
            case PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE -> PHONE.matcher(value).matches();
            case START_DATE, START_DATETIME -> moment(value) >= moment(first(rule));
            case END_DATE, END_DATETIME -> moment(value) <= moment(first(rule));
            case AFTER_DURATION, AFTER_DATETIME_DURATION ->
                moment(value) >= now + number(rule).longValue();
            case BEFORE_DURATION, BEFORE_DATETIME_DURATION ->
                moment(value) <= now + number(rule).longValue();
            case DAYS_OF_WEEK ->
                rule.arguments().stream()
                        .anyMatch(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT))
                                == OffsetDateTime.ofInstant(Instant.ofEpochMilli(moment(value)), ZoneOffset.UTC)
                                        .getDayOfWeek());
            case FORMAT -> true;
        };
    }

    /** Why a rule makes no sense, or null if it does. */
    public static @Nullable String objection(ValidationRule rule, Property property) {
        try {
            holds(rule, sample(property), 0);
            return null;
        } catch (RuntimeException e) {
            return "The arguments " + rule.arguments() + " do not go with " + rule.kind() + " for a property of type "
                    + property.type().apiName();
        }
    }

    private static String sample(Property property) {
        return switch (property.type()) {
            case NUMBER -> "1";
            case DATE -> "2026-01-01";
            case DATETIME -> "2026-01-01T00:00:00.000Z";
            case BOOL, ENUMERATION -> throw new IllegalArgumentException("Choices take no rules");
            case STRING, PHONE_NUMBER -> "sample";
        };
    }

    private static String characters(ValidationRule rule) {
        return switch (rule.arguments().isEmpty() ? "" : first(rule)) {
            case "NUMERIC_ONLY" -> "[0-9]*";
            case "ALPHA_ONLY" -> "\\p{L}*";
            default -> "[\\p{L}0-9]*";
        };
    }

    private static String mailDomain(String value) {
        return value.substring(value.indexOf('@') + 1);
    }

    private static boolean within(ValidationRule rule, String domain) {
        return rule.arguments().stream().anyMatch(domain::equalsIgnoreCase);
    }

    private static String first(ValidationRule rule) {
        List<String> arguments = rule.arguments();
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("An argument is missing");
        }
        return arguments.getFirst();
    }

    private static BigDecimal number(ValidationRule rule) {
        return new BigDecimal(first(rule));
    }

    /** Milliseconds of a moment, or of a day's beginning. */
    private static long moment(String text) {
        if (text.matches("-?\\d+")) {
            return Long.parseLong(text);
        }
        return text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
                : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }
}
