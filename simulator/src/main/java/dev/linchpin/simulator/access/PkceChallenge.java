package dev.linchpin.simulator.access;

import dev.linchpin.simulator.exchange.Digests;
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
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(verifier));
    }
}
