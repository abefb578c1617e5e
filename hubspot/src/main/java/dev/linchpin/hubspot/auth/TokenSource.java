package dev.linchpin.hubspot.auth;

/** Where access tokens come from. Thread-safe. */
public interface TokenSource {
    /**
     * The token to use now, refreshed beforehand where it is about to expire (HubSpot asks not to wait for a 401).
     *
     * @throws dev.linchpin.engine.hubspot.HubSpotException when none can be had
     * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens">OAuth
     *     tokens</a>
     */
    Secret token(Access access);

    /**
     * Told when HubSpot answered 401 to this token.
     *
     * @return whether another token is at hand now, so that one more try is worthwhile
     */
    boolean refused(Access access, Secret token);
}
