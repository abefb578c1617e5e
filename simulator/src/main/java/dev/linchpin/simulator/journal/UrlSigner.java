package dev.linchpin.simulator.journal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes URLs that lead to a file for a while, and recognises them. They follow from the seed. Immutable. */
final class UrlSigner {

    static final String PATH = "/webhooks-journal/files";

    private final byte[] key;

    UrlSigner(long seed) {
        this.key = ("journal " + seed).getBytes(StandardCharsets.UTF_8);
    }

    String url(@Nullable String host, long appId, String offset, long expiresAt) {
        return "http://" + (host == null ? "localhost" : host) + PATH + "/" + offset + "?app=" + appId + "&expires="
                + expiresAt + "&signature=" + signature(Long.toString(appId), offset, Long.toString(expiresAt));
    }

    /** The app that the URL was made for; null if nobody made it, or it has expired. */
    @Nullable Long verify(String offset, Map<String, List<String>> parameters, long now) {
        String appId = parameters.getOrDefault("app", List.of("")).getLast();
        String expiresAt = parameters.getOrDefault("expires", List.of("")).getLast();
        String signature = parameters.getOrDefault("signature", List.of("")).getLast();
        boolean genuine = MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8),
                signature(appId, offset, expiresAt).getBytes(StandardCharsets.UTF_8));
        return genuine && now < Long.parseLong(expiresAt) ? Long.valueOf(appId) : null;
    }

    private String signature(String appId, String offset, String expiresAt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] text = (appId + " " + offset + " " + expiresAt).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
