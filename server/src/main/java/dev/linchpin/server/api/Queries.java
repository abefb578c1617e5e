package dev.linchpin.server.api;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import dev.linchpin.server.spelling.NearMiss;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;
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

    /** The filter of a list of conflicts, dead letters, queue or journal entries. */
    static Filter filter(Context context, MappedTypes types) {
        refuseUnknown(context, LIST_PARAMETERS);
        var type = text(context, "object_type");
        type = type == null ? text(context, "entity_type") : type;
        var row = text(context, "id");
        var record = text(context, "hubspot_id");
        if (row != null && RecordId.parse(row) instanceof RecordId.OfRecord named) {
            row = null;
            record = named.id().value();
        }
        return new Filter(
                type == null ? null : types.require(type).type(),
                row == null ? null : new RowKey(row),
                record == null ? null : new HubSpotId(record),
                text(context, "field"));
    }

    public static void refuseUnknown(Context context, List<String> known) {
        for (var name : context.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                throw invalid(name, "There is no parameter '" + name + "'" + NearMiss.hint(name, known));
            }
        }
    }

    public static ProblemException invalid(String parameter, String detail) {
        return ProblemDetails.badRequest("invalid_parameter", detail)
                .with("parameter", parameter)
                .asException();
    }

    private static @Nullable String text(Context context, String name) {
        var text = context.queryParam(name);
        return text == null || text.isBlank() ? null : text;
    }
}
