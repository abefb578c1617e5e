package dev.linchpin.simulator.access;

import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Refusals of the token endpoints: RFC 6749's keys beside HubSpot's older ones.
 *
 * <p>Source: HubSpot changelog, "New OAuth v3 API endpoints and standardized error responses", for the shape and
 * {@code BAD_REFRESH_TOKEN}; recorded answers for {@code BAD_AUTH_CODE}, {@code BAD_CLIENT_ID} and
 * {@code MISMATCH_REDIRECT_URI_AUTH_CODE}. The other words are UNCONFIRMED.
 */
enum OAuthError {
    BAD_CLIENT_ID("invalid_client", "missing or unknown client id"),
    BAD_CLIENT_SECRET("invalid_client", "missing or invalid client secret"),
    BAD_GRANT_TYPE("unsupported_grant_type", "missing or unknown grant type"),
    BAD_AUTH_CODE("invalid_grant", "missing or unknown auth code"),
    MISMATCH_REDIRECT_URI_AUTH_CODE("invalid_grant", "redirect URI does not match initial auth code URI"),
    BAD_CODE_VERIFIER("invalid_grant", "missing or invalid code verifier"),
    BAD_REFRESH_TOKEN("invalid_grant", "refresh token is invalid, expired or revoked"),
    BAD_SCOPE("invalid_scope", "missing or unknown scope");

    private final String error;
    private final String message;

    OAuthError(String error, String message) {
        this.error = error;
        this.message = message;
    }

    ApiException exception() {
        var keys = new LinkedHashMap<String, String>();
        keys.put("status", name());
        keys.put("error", error);
        keys.put("error_description", message);
        return new ApiError(400, null, message, Map.of(), List.of(), keys, Map.of()).exception();
    }
}
