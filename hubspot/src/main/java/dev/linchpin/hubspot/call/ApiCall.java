package dev.linchpin.hubspot.call;

import dev.linchpin.hubspot.auth.Access;
import dev.linchpin.hubspot.budget.Limit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One call of HubSpot's API, before it has a credential.
 *
 * @param route names the kind of call in logs and metrics, without ids or values ({@code POST contacts/batch/read})
 * @param access which credential it needs
 * @param limit which limit it counts towards, besides the daily one
 * @param path path and query, encoded
 * @param body JSON; null for none
 */
public record ApiCall(
        String route,
        Access access,
        Limit limit,
        String method,
        String path,
        @Nullable String body) {
    public static ApiCall get(String route, String path) {
        return new ApiCall("GET " + route, Access.READ, Limit.BURST, "GET", path, null);
    }

    /** A read that HubSpot wants as a POST. */
    public static ApiCall query(String route, String path, JsonNode body) {
        return new ApiCall("POST " + route, Access.READ, Limit.BURST, "POST", path, body.toString());
    }

    public static ApiCall search(String route, String path, JsonNode body) {
        return new ApiCall("POST " + route, Access.READ, Limit.SEARCH, "POST", path, body.toString());
    }

    public static ApiCall write(String route, String path, JsonNode body) {
        return new ApiCall("POST " + route, Access.WRITE, Limit.BURST, "POST", path, body.toString());
    }

    public static ApiCall delete(String route, String path) {
        return new ApiCall("DELETE " + route, Access.WRITE, Limit.BURST, "DELETE", path, null);
    }

    /** The same call with the credential for this access. */
    public ApiCall as(Access other) {
        return new ApiCall(route, other, limit, method, path, body);
    }

    /** Paths and bodies hold record values. */
    @Override
    public String toString() {
        return "ApiCall[" + route + "]";
    }
}
