package dev.linchpin.simulator.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Addresses of files that need no token because they are signed, for a while. The same seed signs alike, so that links
 * outlive a restart. Thread-safe.
 */
public final class SignedLinks {

    private static final String FUNCTION = "HmacSHA256";

    private final SecretKeySpec key;

    /** Signs with a key of its own for each seed. */
    public SignedLinks(long seed) {
        byte[] bytes = new byte[32];
        new SplittableRandom(seed).nextBytes(bytes);
        key = new SecretKeySpec(bytes, FUNCTION);
    }

    /**
     * The address of a path.
     *
     * @param path percent-encoded, with all before it that callers need
     * @param expiresAt milliseconds of the account's clock; the address works before it
     */
    public String sign(String base, String path, long expiresAt) {
        return base + path + "?expires=" + expiresAt + "&signature=" + signature(path, expiresAt);
    }

    /**
     * Lets pass a request for an address that was signed and still works.
     *
     * @throws ApiException 403 for all others; what HubSpot's file servers answer is UNCONFIRMED
     */
    public void check(SimulatedRequest request, long now) {
        String expires = first(request, "expires");
        String signature = first(request, "signature");
        if (!expires.matches("\\d{1,18}")
                || !MessageDigest.isEqual(
                        signature.getBytes(StandardCharsets.UTF_8),
                        signature(request.path(), Long.parseLong(expires)).getBytes(StandardCharsets.UTF_8))) {
            throw ApiError.of(403, "FORBIDDEN", "The signature of this link is wrong")
                    .exception();
        }
        if (now >= Long.parseLong(expires)) {
            throw ApiError.of(403, "FORBIDDEN", "This link has expired").exception();
        }
    }

    private static String first(SimulatedRequest request, String parameter) {
        return request.parameters().getOrDefault(parameter, List.of("")).getFirst();
    }

    private String signature(String path, long expiresAt) {
        try {
            Mac mac = Mac.getInstance(FUNCTION);
            mac.init(key);
            byte[] signed = mac.doFinal((path + "?" + expiresAt).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + FUNCTION, e);
        }
    }
}
