package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.exchange.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * How HubSpot signs what it sends. Pure.
 *
 * <p>Source: HubSpot docs, "Validating requests"
 * (developers.hubspot.com/docs/apps/legacy-apps/authentication/request-validation).
 */
public final class Signatures {

    /** What is decoded in a URI before it is signed with v3; nothing else is. */
    private static final Map<String, String> DECODED = Map.ofEntries(
            Map.entry("%3A", ":"),
            Map.entry("%2F", "/"),
            Map.entry("%3F", "?"),
            Map.entry("%40", "@"),
            Map.entry("%21", "!"),
            Map.entry("%24", "$"),
            Map.entry("%27", "'"),
            Map.entry("%28", "("),
            Map.entry("%29", ")"),
            Map.entry("%2A", "*"),
            Map.entry("%2C", ","),
            Map.entry("%3B", ";"));

    private Signatures() {}

    /** Hex SHA-256 of secret and body: {@code X-HubSpot-Signature} with version {@code v1}. */
    public static String v1(String secret, byte[] body) {
        return HexFormat.of().formatHex(Digests.sha256(secret, body));
    }

    /**
     * Hex SHA-256 of secret, method, URI and body: {@code X-HubSpot-Signature} with version {@code v2}, which HubSpot uses
     * for workflows and cards.
     */
    public static String v2(String secret, String method, String uri, byte[] body) {
        return v1(secret + method + uri, body);
    }

    /** Base64 HMAC-SHA256 of method, URI, body and timestamp: {@code X-HubSpot-Signature-v3}. */
    public static String v3(String secret, String method, String uri, byte[] body, long timestampMillis) {
        byte[] hmac = Digests.hmac(
                secret.getBytes(StandardCharsets.UTF_8),
                (method + decoded(uri)).getBytes(StandardCharsets.UTF_8),
                body,
                Long.toString(timestampMillis).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hmac);
    }

    private static String decoded(String uri) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < uri.length(); i++) {
            String plain = uri.charAt(i) == '%' && i + 3 <= uri.length() ? DECODED.get(uri.substring(i, i + 3)) : null;
            if (plain == null) {
                text.append(uri.charAt(i));
            } else {
                text.append(plain);
                i += 2;
            }
        }
        return text.toString();
    }
}
