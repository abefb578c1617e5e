package dev.linchpin.torture.world;

import dev.linchpin.hubspot.auth.Access;
import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.auth.TokenSource;

/** The token that the account gave out last, which it may have let expire. */
record Credential(Account account) implements TokenSource {
    @Override
    public Secret token(Access access) {
        return new Secret(account.token());
    }

    @Override
    public boolean refused(Access access, Secret token) {
        return !token.equals(token(access));
    }
}
