package dev.linchpin.simulator.api;

import dev.linchpin.simulator.exchange.ApiError;
import tools.jackson.databind.node.ObjectNode;

/** How long answers come in pages. Stateless. */
public final class Paging {

    private Paging() {}

    /**
     * How many results the caller wants at once.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if that is none, or more than there may be
     */
    public static int limit(Call call, int otherwise, int maximum) {
        int limit = call.intParameter("limit", otherwise);
        if (limit < 1 || limit > maximum) {
            throw ApiError.invalid("Invalid value for limit: " + limit + ". The maximum is " + maximum + ".")
                    .exception();
        }
        return limit;
    }

    /** Says where the page after this one begins. */
    public static void next(ObjectNode answer, String after, String link) {
        answer.withObject("paging").putObject("next").put("after", after).put("link", link);
    }

    /** Says where the page before this one begins. */
    public static void previous(ObjectNode answer, String before, String link) {
        answer.withObject("paging").putObject("prev").put("before", before).put("link", link);
    }
}
