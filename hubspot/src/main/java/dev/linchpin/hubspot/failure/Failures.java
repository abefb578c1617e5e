package dev.linchpin.hubspot.failure;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.hubspot.budget.Limit;
import dev.linchpin.hubspot.transport.HttpAnswer;
import dev.linchpin.hubspot.transport.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells what an unsuccessful answer means.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/error-handling">HubSpot on errors</a>
 */
public final class Failures {
    /** The id of the record that is in the way stands nowhere but in the sentence. */
    private static final Pattern EXISTING_ID = Pattern.compile("Existing ID: *(\\d+)");

    private Failures() {}

    /** No answer at all. */
    public static Failure of(TransportException failure) {
        return switch (failure) {
            case TransportException.NotSent notSent -> new Failure.NotSent(message(notSent));
            case TransportException.NoAnswer noAnswer -> new Failure.NoAnswer(message(noAnswer));
        };
    }

    private static String message(TransportException failure) {
        var message = failure.getMessage();
        return message == null ? "HubSpot did not answer" : message;
    }

    /**
     * An answer other than 2xx.
     *
     * @param called the limit that the call counted towards, for a 429 that does not say which one was hit
     * @param now for a {@code Retry-After} that names a date
     */
    public static Failure of(HttpAnswer answer, Limit called, Instant now) {
        var body = ErrorBody.read(answer.body());
        var message = body == null || body.message().isEmpty() ? "HubSpot answered " + answer.status() : body.message();
        var blame = body == null ? Blame.NONE : body.blame();
        var retryAfter = retryAfter(answer, now);
        return switch (answer.status()) {
            case 401 -> new Failure.Unauthorized(unauthorized(body));
            case 403 -> forbidden(body);
            case 404 ->
                body == null || (body.category().isEmpty() && !isAboutRecord(message))
                        ? new Failure.Misdirected("HubSpot does not know this path (404). " + message)
                        : new Failure.Missing(message, blame);
            case 409 -> new Failure.Conflict(message, existingId(message), blame);
            case 423 -> new Failure.Locked(message);
            case 429 -> new Failure.RateLimited(message, limitHit(body, called), retryAfter);
            case 477 -> new Failure.Unavailable("HubSpot is moving this account to another data centre", retryAfter);
            // The gateway gave up on HubSpot, which may still be at it.
            case 408, 504, 524 -> new Failure.NoAnswer("HubSpot took too long to answer (" + answer.status() + ")");
            default -> {
                if (answer.status() >= 500) {
                    yield new Failure.Unavailable("HubSpot is unavailable (" + answer.status() + ")", retryAfter);
                }
                if (answer.status() >= 400 && body != null) {
                    yield isTaken(body)
                            ? new Failure.Conflict(message, existingId(message), blame)
                            : new Failure.Invalid(message, blame);
                }
                yield new Failure.Misdirected("HubSpot gave an unexpected answer (" + answer.status() + ")");
            }
        };
    }

    /** One entry of the {@code errors} of a 207. */
    public static Failure ofItem(JsonNode item) {
        var body = ErrorBody.of(item);
        var message = body.message().isEmpty() ? "HubSpot refused the record without a reason" : body.message();
        return switch (body.category()) {
            case "OBJECT_NOT_FOUND" -> new Failure.Missing(message, body.blame());
            case "CONFLICT", "OBJECT_ALREADY_EXISTS" ->
                new Failure.Conflict(message, existingId(message), body.blame());
            case "VALIDATION_ERROR", "" ->
                isTaken(body)
                        ? new Failure.Conflict(message, existingId(message), body.blame())
                        : new Failure.Invalid(message, body.blame());
            case "RATE_LIMITS" -> new Failure.RateLimited(message, Limit.BURST, null);
            default -> new Failure.Unavailable(message, null);
        };
    }

    /** Which records an entry of the {@code errors} of a 207 is about. */
    public static Blame blameOfItem(JsonNode item) {
        return ErrorBody.of(item).blame();
    }

    /** Which records of the batch the failure of the whole points at. */
    public static Blame blameOf(Failure failure) {
        return switch (failure) {
            case Failure.Invalid invalid -> invalid.blame();
            case Failure.Conflict conflict -> conflict.blame();
            case Failure.Missing missing -> missing.blame();
            case Failure.NotSent _,
                    Failure.OverBudget _,
                    Failure.NoAnswer _,
                    Failure.Unauthorized _,
                    Failure.Forbidden _,
                    Failure.RateLimited _,
                    Failure.Locked _,
                    Failure.Unavailable _,
                    Failure.Misdirected _ -> Blame.NONE;
        };
    }

    private static boolean isTaken(ErrorBody body) {
        return body.mentions("CONFLICTING_UNIQUE_VALUE")
                || EXISTING_ID.matcher(body.rawMessage()).find();
    }

    private static boolean isAboutRecord(String message) {
        var lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("object not found") || lower.contains("resource not found");
    }

    private static Optional<HubSpotId> existingId(String message) {
        var matcher = EXISTING_ID.matcher(message);
        return matcher.find() ? Optional.of(new HubSpotId(matcher.group(1))) : Optional.empty();
    }

    /** HubSpot calls a token that it cannot read "expired" too, in 1970: that is a wrong credential, not an old one. */
    private static String unauthorized(@Nullable ErrorBody body) {
        if (body != null && body.category().equals("EXPIRED_AUTHENTICATION")) {
            var times = body.contextOf("expire time", "expireTime");
            if (times.stream().noneMatch(time -> time.startsWith("1970")) && !isAbsurdlyOld(body.rawMessage())) {
                return "HubSpot says that the access token has expired: it must be renewed";
            }
        }
        return "HubSpot does not accept the access token: it is wrong, revoked, or of another kind of account";
    }

    private static boolean isAbsurdlyOld(String message) {
        var days = Pattern.compile("(\\d[\\d,]*) day").matcher(message);
        return days.find() && days.group(1).replace(",", "").length() >= 5;
    }

    private static Failure.Forbidden forbidden(@Nullable ErrorBody body) {
        var scopes = body == null
                ? List.<String>of()
                : body.contextOf("requiredGranularScopes", "requiredScopes").stream()
                        .sorted()
                        .toList();
        if (!scopes.isEmpty()) {
            return new Failure.Forbidden(
                    "The HubSpot credential lacks a scope; needed: " + String.join(", ", scopes), scopes);
        }
        return new Failure.Forbidden(
                "The HubSpot credential may not do this"
                        + (body == null || body.message().isEmpty() ? "" : ": " + body.message()),
                List.of());
    }

    private static Limit limitHit(@Nullable ErrorBody body, Limit called) {
        if (body == null) {
            return called;
        }
        var words = (body.policy() + " " + body.rawMessage()).toUpperCase(Locale.ROOT);
        if (words.contains("DAILY")) {
            return Limit.DAILY;
        }
        return words.contains("TEN_SECONDLY") ? Limit.BURST : called;
    }

    /** Seconds, or a date; null when absent or unreadable. */
    private static @Nullable Duration retryAfter(HttpAnswer answer, Instant now) {
        var header = answer.header("Retry-After");
        if (header == null) {
            return null;
        }
        var text = header.strip();
        try {
            if (text.chars().allMatch(Character::isDigit)) {
                return Duration.ofSeconds(Long.parseLong(text));
            }
            var at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
        } catch (NumberFormatException | DateTimeParseException unreadable) {
            return null;
        }
    }
}
