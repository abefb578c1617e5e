package dev.linchpin.hubspot.account;

import dev.linchpin.engine.model.ObjectType;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The account that a credential opens.
 *
 * @param portalId HubSpot's number of the account
 * @param accountType {@code STANDARD}, {@code SANDBOX}, {@code DEVELOPER_TEST}, ...
 * @param uiDomain host of HubSpot's own pages about this account's records
 * @param timeZone in which HubSpot counts the account's days
 * @param appId the app that we are, so that our own writes can be told; null when HubSpot did not say and none is
 *     configured: then no change counts as ours
 * @param readScopes what the credential for reading may do; empty when HubSpot did not say
 * @param writeScopes what the credential for writing may do; empty when HubSpot did not say
 */
public record AccountDetails(
        String portalId,
        String accountType,
        String uiDomain,
        ZoneId timeZone,
        @Nullable String appId,
        Set<String> readScopes,
        Set<String> writeScopes) {
    public AccountDetails {
        readScopes = Set.copyOf(readScopes);
        writeScopes = Set.copyOf(writeScopes);
    }

    /**
     * The scopes that syncing this type needs and the credentials lack; empty also when HubSpot does not tell what scopes
     * there are.
     *
     * @param writes whether records are written too, and not only read
     */
    public List<String> missingScopes(ObjectType type, boolean writes) {
        var missing = new TreeSet<String>();
        if (!readScopes.isEmpty()) {
            missing.addAll(Scopes.toRead(type));
            missing.removeAll(readScopes);
        }
        if (writes && !writeScopes.isEmpty()) {
            var toWrite = new TreeSet<>(Scopes.toWrite(type));
            toWrite.removeAll(writeScopes);
            missing.addAll(toWrite);
        }
        return List.copyOf(missing);
    }
}
