package dev.linchpin.hubspot.journal;

import dev.linchpin.engine.hubspot.EventJournal;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.model.ObjectType;
import java.util.List;

/** Stands for the journal where no credential is configured that could read it. */
public final class NoJournal implements EventJournal {
    private static final String MESSAGE =
            "HubSpot's webhooks journal can be read by OAuth apps only, not with the token of a"
                    + " private app or a service key: set hubspot.client-id and the client secret, or leave the journal out of"
                    + " sync.feeds";

    @Override
    public boolean subscribe(ObjectType type, List<String> properties) {
        throw new HubSpotException.Forbidden(MESSAGE);
    }

    @Override
    public Portion after(String offset) {
        throw new HubSpotException.Forbidden(MESSAGE);
    }
}
