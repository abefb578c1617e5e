package dev.linchpin.simulator.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions that HubSpot and OAuth use. Stateless. */
public final class Digests {

    private static final String HMAC = "HmacSHA256";

    private Digests() {}

    /** SHA-256 of a text in UTF-8. */
    public static byte[] sha256(String text) {
        return sha256(text, new byte[0]);
    }

    /** SHA-256 of a text in UTF-8 and what follows it. */
    public static byte[] sha256(String text, byte[] rest) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            return digest.digest(rest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** HMAC-SHA256 of the parts, one after the other. */
    public static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            // An empty key is refused by the JDK; a single zero byte gives the same HMAC.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }
}
