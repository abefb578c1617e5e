package dev.linchpin.simulator.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Addresses of files that need no token because they are signed, for a while. The same seed signs alike, so that links
 * outlive a restart. Thread-safe.
 */
public final class SignedLinks {

    private final byte[] key = new byte[32];

    /** Signs with a key of its own for each seed. */
    public SignedLinks(long seed) {
        new SplittableRandom(seed).nextBytes(key);
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

    /** What is wrong with a request for a signed address; empty if it was signed so and still works. */
    public Optional<String> objection(SimulatedRequest request, long now) {
        String expires = first(request, "expires");
        String signature = first(request, "signature");
        if (!expires.matches("\\d{1,18}")
                || !MessageDigest.isEqual(
                        signature.getBytes(StandardCharsets.UTF_8),
                        signature(request.path(), Long.parseLong(expires)).getBytes(StandardCharsets.UTF_8))) {
            return Optional.of("The signature of this link is wrong");
        }
        return now < Long.parseLong(expires) ? Optional.empty() : Optional.of("This link has expired");
    }

    private static String first(SimulatedRequest request, String parameter) {
        return request.parameters().getOrDefault(parameter, List.of("")).getFirst();
    }

    private String signature(String path, long expiresAt) {
        byte[] signed = Digests.hmac(key, (path + "?" + expiresAt).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }
}
