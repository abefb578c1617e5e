package dev.linchpin.simulator.crm.definitions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator demands of a property's values (HubSpot OpenAPI, "CRM Property Validations").
 *
 * @param arguments what they mean depends on the kind
 * @param normalises whether HubSpot tidies the value up first
 */
public record ValidationRule(Kind kind, List<String> arguments, boolean normalises) {

    /** Copies the arguments. */
    public ValidationRule {
        arguments = List.copyOf(arguments);
    }

    /** Why it cannot be demanded of that property, or null if it can. */
    public @Nullable String objectionFor(Property property) {
        return RuleCheck.objection(this, property);
    }

    /** What can be demanded; the names are those of the API. */
    public enum Kind {
        /** A moment at least so many milliseconds from now. */
        AFTER_DATETIME_DURATION,
        /** A day at least so many milliseconds from now. */
        AFTER_DURATION,
        /** Letters and digits only. */
        ALPHANUMERIC,
        /** A moment at most so many milliseconds from now. */
        BEFORE_DATETIME_DURATION,
        /** A day at most so many milliseconds from now. */
        BEFORE_DURATION,
        /** A day of the week among these. */
        DAYS_OF_WEEK,
        /** At most so many digits after the point. */
        DECIMAL,
        /** A domain name. */
        DOMAIN,
        /** An email address. */
        EMAIL,
        /** An address in one of these domains. */
        EMAIL_ALLOWED_DOMAINS,
        /** An address in none of these domains. */
        EMAIL_BLOCKED_DOMAINS,
        /** No day later than this one. */
        END_DATE,
        /** No moment later than this one. */
        END_DATETIME,
        /** A shape that HubSpot knows by name. */
        FORMAT,
        /** At most so many characters. */
        MAX_LENGTH,
        /** A number no greater than this. */
        MAX_NUMBER,
        /** At least so many characters. */
        MIN_LENGTH,
        /** A number no smaller than this. */
        MIN_NUMBER,
        /** A phone number that begins with a plus sign and a country code. */
        PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE,
        /** A text that the expression matches as a whole. */
        REGEX,
        /** No special characters. */
        SPECIAL_CHARACTERS,
        /** No day earlier than this one. */
        START_DATE,
        /** No moment earlier than this one. */
        START_DATETIME,
        /** A web address. */
        URL,
        /** A web address in one of these domains. */
        URL_ALLOWED_DOMAINS,
        /** A web address in none of these domains. */
        URL_BLOCKED_DOMAINS,
        /** No white space. */
        WHITESPACE
    }
}
