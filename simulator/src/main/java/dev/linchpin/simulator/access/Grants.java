package dev.linchpin.simulator.access;

import dev.linchpin.simulator.api.App.Credential;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people of the account have granted to apps: installations, codes, tokens. They are opaque and follow from the
 * seed. Of codes and tokens of each kind the newest 10,000 are remembered. Thread-safe.
 */
final class Grants {

    private static final int REMEMBERED = 10_000;

    private final SplittableRandom random;
    private final Map<String, Code> codes = newest();
    private final Map<String, AccessToken> accessTokens = newest();
    private final Map<String, RefreshToken> refreshTokens = newest();
    private final Map<Long, Boolean> installations = new HashMap<>();

    /** What somebody granted to an app. */
    record Grant(long appId, long userId, List<String> scopes) {}

    /** A promise of tokens, kept once, to whoever can show what its redirect and challenge ask for. */
    record Code(
            String value,
            Grant grant,
            String redirectUri,
            @Nullable PkceChallenge challenge,
            long expiresAt) {}

    /**
     * What calls are made with.
     *
     * @param refreshToken what it was made with; empty for an app's token for itself
     */
    record AccessToken(String value, Grant grant, Credential credential, String refreshToken, long expiresAt) {}

    /** What access tokens are made with. */
    record RefreshToken(String value, Grant grant) {}

    Grants(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private static <V> Map<String, V> newest() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    synchronized Code code(Grant grant, String redirectUri, @Nullable PkceChallenge challenge, long expiresAt) {
        var code = new Code(uuid(), grant, redirectUri, challenge, expiresAt);
        codes.put(code.value(), code);
        return code;
    }

    synchronized Optional<Code> code(String value) {
        return Optional.ofNullable(codes.get(value));
    }

    /** Whether the code was still there; it is no longer. */
    synchronized boolean redeem(Code code) {
        return codes.remove(code.value()) != null;
    }

    synchronized RefreshToken refreshToken(Grant grant) {
        var token = new RefreshToken(uuid(), grant);
        refreshTokens.put(token.value(), token);
        return token;
    }

    synchronized AccessToken accessToken(Grant grant, Credential credential, String refreshToken, long expiresAt) {
        byte[] noise = new byte[90];
        random.nextBytes(noise);
        var token = new AccessToken(
                "C" + Base64.getUrlEncoder().withoutPadding().encodeToString(noise),
                grant,
                credential,
                refreshToken,
                expiresAt);
        accessTokens.put(token.value(), token);
        return token;
    }

    synchronized Optional<AccessToken> access(String value) {
        return Optional.ofNullable(accessTokens.get(value));
    }

    synchronized Optional<RefreshToken> refresh(String value) {
        return Optional.ofNullable(refreshTokens.get(value));
    }

    /** Ends a token of either kind. */
    synchronized void revoke(String value, boolean withAccess) {
        accessTokens.remove(value);
        if (refreshTokens.remove(value) != null && withAccess) {
            accessTokens.values().removeIf(token -> token.refreshToken().equals(value));
        }
    }

    /** Whether the account has the app installed. */
    synchronized boolean isInstalled(AppSettings app) {
        return installations.getOrDefault(app.appId(), app.installed());
    }

    /** Whether that was news. */
    synchronized boolean install(AppSettings app) {
        boolean before = isInstalled(app);
        installations.put(app.appId(), true);
        return !before;
    }

    /** Ends every token of the app, but not those it has for itself; whether it was installed. */
    synchronized boolean uninstall(AppSettings app) {
        boolean before = isInstalled(app);
        installations.put(app.appId(), false);
        codes.values().removeIf(code -> code.grant().appId() == app.appId());
        refreshTokens.values().removeIf(token -> token.grant().appId() == app.appId());
        accessTokens
                .values()
                .removeIf(token -> token.grant().appId() == app.appId() && token.credential() == Credential.OAUTH);
        return before;
    }

    synchronized void clear() {
        codes.clear();
        accessTokens.clear();
        refreshTokens.clear();
        installations.clear();
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
