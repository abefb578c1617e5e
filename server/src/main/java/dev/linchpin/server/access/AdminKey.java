package dev.linchpin.server.access;

import dev.linchpin.database.keys.ApiKeys;
import dev.linchpin.server.config.Secret;
import dev.linchpin.server.http.Guard;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one key that opens the API. A configured key is used as it is; otherwise one is made, shown once, and its digest kept
 * in the database, so that it outlives restarts. A made key has 256 random bits, so that a plain digest of it is safe.
 */
public final class AdminKey implements Guard {
    private static final int BYTES = 32;
    static final String NAME = "admin";

    private final byte[] digest;
    private final @Nullable Secret fresh;

    private AdminKey(byte[] digest, @Nullable Secret fresh) {
        this.digest = digest;
        this.fresh = fresh;
    }

    public static AdminKey configured(Secret key) {
        return new AdminKey(digest(key.value()), null);
    }

    /** The key that was made at an earlier start, or a new one. */
    public static AdminKey kept(ApiKeys keys) {
        var made = make();
        var digest = digest(made.value());
        var kept = HexFormat.of().parseHex(keys.keep(NAME, HexFormat.of().formatHex(digest)));
        return new AdminKey(kept, MessageDigest.isEqual(kept, digest) ? made : null);
    }

    /** Forgets the key that was made, so that {@link #kept} makes another. */
    public static void forget(ApiKeys keys) {
        keys.forget(NAME);
    }

    /** A key nobody can guess. */
    public static Secret make() {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new Secret("lp_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** The key itself if it was made just now: the only chance to show it. */
    public Optional<Secret> fresh() {
        return Optional.ofNullable(fresh);
    }

    @Override
    public boolean accepts(String key) {
        return MessageDigest.isEqual(digest, digest(key));
    }

    /** A key for one purpose. It outlives restarts, and changes with this key. */
    byte[] derive(String purpose) {
        return Signature.of(digest, purpose);
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
