package dev.linchpin.engine.hubspot;

/** What became of one {@link AssociationWrite}. */
public sealed interface AssociationOutcome {
    /** HubSpot carried it out. */
    record Written() implements AssociationOutcome {}

    /**
     * HubSpot refused it for good: a limit, a record that is not there, a kind that does not exist.
     *
     * @param message HubSpot's own words
     */
    record Refused(String message) implements AssociationOutcome {}

    /**
     * Whether it was carried out, only a read can tell; doing it again does no harm.
     *
     * @param mayStillArrive no answer came at all, so it may be carried out yet
     */
    record Uncertain(String reason, boolean mayStillArrive) implements AssociationOutcome {}
}
