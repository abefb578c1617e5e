package dev.linchpin.hubspot.webhooks;

import dev.linchpin.hubspot.auth.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells HubSpot's deliveries from anybody else's. Compares in constant time. Thread-safe.
 *
 * <p>Version 3 is always allowed, the others only where configured: they have no protection against replay, and version 1
 * does not cover the address. A delivery that carries a version 3 signature stands or falls by it, so that nobody gets in
 * by spoiling the better one.
 *
 * @see <a href="https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests">Validating
 *     requests</a>
 */
public final class WebhookVerifier {
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final String HMAC = "HmacSHA256";
    /** The only sequences that HubSpot decodes in the address before it signs. */
    private static final Map<String, String> DECODED = Map.ofEntries(
            Map.entry("3A", ":"),
            Map.entry("2F", "/"),
            Map.entry("3F", "?"),
            Map.entry("40", "@"),
            Map.entry("21", "!"),
            Map.entry("24", "$"),
            Map.entry("27", "'"),
            Map.entry("28", "("),
            Map.entry("29", ")"),
            Map.entry("2A", "*"),
            Map.entry("2C", ","),
            Map.entry("3B", ";"));

    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");

    private final byte[] secret;
    private final Set<SignatureVersion> alsoAllowed;
    private final Clock clock;

    /**
     * @param clientSecret of the app that the webhooks belong to
     * @param alsoAllowed signatures to fall back to where a delivery carries none of version 3
     */
    public WebhookVerifier(Secret clientSecret, Set<SignatureVersion> alsoAllowed, Clock clock) {
        this.secret = clientSecret.value().getBytes(StandardCharsets.UTF_8);
        this.alsoAllowed = Set.copyOf(alsoAllowed);
        this.clock = clock;
    }

    /**
     * @param uri the whole address as HubSpot called it, query included: behind a proxy, the public one
     * @param header gives the value of a header by its name in any case, null when absent
     * @param body the bytes as they came
     */
    public Verification verify(String method, String uri, Function<String, @Nullable String> header, byte[] body) {
        var v3 = header.apply("X-HubSpot-Signature-v3");
        if (v3 != null) {
            return verifyV3(method, uri, v3, header.apply("X-HubSpot-Request-Timestamp"), body);
        }
        var signature = header.apply("X-HubSpot-Signature");
        var version = "v2".equalsIgnoreCase(header.apply("X-HubSpot-Signature-Version"))
                ? SignatureVersion.V2
                : SignatureVersion.V1;
        if (signature == null || !alsoAllowed.contains(version)) {
            return new Verification.MissingSignature();
        }
        var digest = digest();
        digest.update(secret);
        if (version == SignatureVersion.V2) {
            digest.update((method + uri).getBytes(StandardCharsets.UTF_8));
        }
        var expected = HexFormat.of().formatHex(digest.digest(body));
        return isSame(expected, signature.strip().toLowerCase(Locale.ROOT))
                ? new Verification.Accepted(version)
                : new Verification.BadSignature();
    }

    private Verification verifyV3(
            String method, String uri, String signature, @Nullable String timestamp, byte[] body) {
        if (timestamp == null) {
            return new Verification.MissingSignature();
        }
        var hmac = hmac();
        hmac.update((method + decoded(uri)).getBytes(StandardCharsets.UTF_8));
        hmac.update(body);
        hmac.update(timestamp.getBytes(StandardCharsets.UTF_8));
        var expected = Base64.getEncoder().encodeToString(hmac.doFinal());
        if (!isSame(expected, signature.strip())) {
            return new Verification.BadSignature();
        }
        return isFresh(timestamp) ? new Verification.Accepted(SignatureVersion.V3) : new Verification.Stale();
    }

    private boolean isFresh(String timestamp) {
        try {
            var signedAt = Instant.ofEpochMilli(Long.parseLong(timestamp.strip()));
            return Duration.between(signedAt, clock.instant()).abs().compareTo(FRESH) <= 0;
        } catch (NumberFormatException | ArithmeticException | DateTimeException unreadable) {
            return false;
        }
    }

    private static String decoded(String uri) {
        return ENCODED.matcher(uri).replaceAll(match -> {
            var plain = DECODED.get(match.group(1).toUpperCase(Locale.ROOT));
            return Matcher.quoteReplacement(plain == null ? match.group() : plain);
        });
    }

    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private Mac hmac() {
        try {
            var hmac = Mac.getInstance(HMAC);
            hmac.init(new SecretKeySpec(secret, HMAC));
            return hmac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + HMAC, impossible);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
