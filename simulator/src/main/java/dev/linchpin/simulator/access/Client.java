package dev.linchpin.simulator.access;

import dev.linchpin.simulator.api.ApiVersion;
import dev.linchpin.simulator.api.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An OAuth app that has identified itself, and what it sent.
 *
 * @param fields of the body's form; the oldest version also takes them from the query (OpenAPI: Auth/Oauth v1), later
 *     ones do not, since URLs end up in logs
 */
record Client(AppSettings app, Map<String, List<String>> fields) {

    /**
     * Who sends a call of the token endpoints.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if that is not proved
     */
    static Client of(Call call, AccessSettings settings) {
        var fields = new LinkedHashMap<String, List<String>>();
        if (call.version() == ApiVersion.V1) {
            fields.putAll(call.request().parameters());
        }
        fields.putAll(call.request().form());
        AppSettings app = settings.client(last(fields, "client_id"))
                .filter(known -> known.kind() == AppSettings.Kind.OAUTH)
                .orElseThrow(OAuthError.BAD_CLIENT_ID::exception);
        if (!app.clientSecret().equals(last(fields, "client_secret"))) {
            throw OAuthError.BAD_CLIENT_SECRET.exception();
        }
        return new Client(app, fields);
    }

    /** A field, or empty. */
    String field(String name) {
        return last(fields, name);
    }

    private static String last(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of("")).getLast();
    }
}
