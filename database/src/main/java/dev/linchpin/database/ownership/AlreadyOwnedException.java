package dev.linchpin.database.ownership;

import java.time.Instant;

/** Another process runs this connection and is alive. */
public final class AlreadyOwnedException extends RuntimeException {
    private final OwnerProcess owner;

    AlreadyOwnedException(OwnerProcess owner, Instant since) {
        super("Linchpin already runs on this database: process " + owner.pid() + " on " + owner.host() + ", since "
                + since + "; stop it first, or talk to it over HTTP");
        this.owner = owner;
    }

    public OwnerProcess owner() {
        return owner;
    }
}
