package dev.linchpin.simulator.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;

/**
 * What whoever redeems a code must know the secret of (RFC 7636).
 *
 * @param method {@code S256} or {@code plain}
 */
record PkceChallenge(String challenge, String method) {

    static final Set<String> METHODS = Set.of("S256", "plain");

    boolean isMetBy(String verifier) {
        return challenge.equals(method.equals("plain") ? verifier : digest(verifier));
    }

    private static String digest(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
