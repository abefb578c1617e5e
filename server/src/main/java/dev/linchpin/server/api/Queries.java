package dev.linchpin.server.api;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import dev.linchpin.server.spelling.NearMiss;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; every method throws {@link ProblemException} 400 naming the parameter that does not fit. */
public final class Queries {
    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;
    private static final List<String> LIST_PARAMETERS =
            List.of("object_type", "entity_type", "id", "hubspot_id", "field", "after", "limit");

    private Queries() {}

    public static int limit(Context context) {
        var text = context.queryParam("limit");
        if (text == null) {
            return USUAL_LIMIT;
        }
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LARGEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // Answered like a number out of range.
        }
        throw invalid("limit", "'limit' must be a whole number from 1 to " + LARGEST_LIMIT + ".");
    }

    public static @Nullable String after(Context context) {
        return context.queryParam("after");
    }

    /** Reads a page, whose position came from outside and may be anything. */
    public static <T> T page(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException notAPosition) {
            throw invalid("after", "'after' must be what an earlier page gave as 'next'.");
        }
    }

    /**
     * The filter of a list of conflicts, dead letters, queue or journal entries.
     *
     * @param more parameters that this list has besides
     */
    public static Filter filter(Context context, MappedTypes types, String... more) {
        refuseUnknown(
                context,
                Stream.concat(LIST_PARAMETERS.stream(), Stream.of(more)).toList());
        var type = text(context, "object_type");
        return filter(
                types,
                type == null ? text(context, "entity_type") : type,
                text(context, "id"),
                text(context, "hubspot_id"),
                text(context, "field"));
    }

    /** The same, of what was read from elsewhere; null means any. */
    public static Filter filter(
            MappedTypes types,
            @Nullable String type,
            @Nullable String row,
            @Nullable String record,
            @Nullable String field) {
        if (row != null && RecordId.parse(row) instanceof RecordId.OfRecord named) {
            row = null;
            record = named.id().value();
        }
        return new Filter(
                type == null ? null : types.require(type).type(),
                row == null ? null : new RowKey(row),
                record == null ? null : new HubSpotId(record),
                field);
    }

    /** One of the constants by its name, in any case; null when the parameter is absent. */
    public static <E extends Enum<E>> @Nullable E choice(Context context, String name, Class<E> choices) {
        var text = text(context, name);
        return text == null ? null : choice(name, text, choices);
    }

    /** The same, of what was read from elsewhere. */
    public static <E extends Enum<E>> E choice(String name, String text, Class<E> choices) {
        var names = Arrays.stream(choices.getEnumConstants()).map(Enum::name).toList();
        var wanted = text.toUpperCase(Locale.ROOT);
        if (!names.contains(wanted)) {
            throw invalid(
                    name,
                    "'" + name + "' must be one of " + String.join(", ", names) + NearMiss.hint(wanted, names) + ".");
        }
        return Enum.valueOf(choices, wanted);
    }

    /** A moment; null when the parameter is absent. */
    public static @Nullable Instant time(Context context, String name) {
        var text = text(context, name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException noTime) {
            throw invalid(name, "'" + name + "' must be a time, written 2026-01-31T12:00:00Z.");
        }
    }

    public static void refuseUnknown(Context context, List<String> known) {
        for (var name : context.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                throw invalid(name, "There is no parameter '" + name + "'" + NearMiss.hint(name, known));
            }
        }
    }

    /** The number that a path names something by. */
    public static long number(Context context) {
        try {
            return Long.parseLong(context.pathParam("id"));
        } catch (NumberFormatException notANumber) {
            throw invalid("id", "The id in the path must be a whole number.");
        }
    }

    public static ProblemException invalid(String parameter, String detail) {
        return ProblemDetails.badRequest("invalid_parameter", detail)
                .with("parameter", parameter)
                .asException();
    }

    /** Null when the parameter is absent or blank. */
    public static @Nullable String text(Context context, String name) {
        var text = context.queryParam(name);
        return text == null || text.isBlank() ? null : text;
    }
}
