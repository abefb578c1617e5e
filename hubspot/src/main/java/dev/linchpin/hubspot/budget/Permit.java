package dev.linchpin.hubspot.budget;

/**
 * One call's slot in the budget. Exactly one of its methods must be called once the call's fate is known; the slot stays
 * taken until then. Thread-safe.
 */
public interface Permit {
    /** An answer came, whatever its status. */
    void answered(RateHeaders headers);

    /** No answer came; HubSpot may have counted the call, or may do so yet. */
    void givenUp();

    /** The call certainly never reached HubSpot. */
    void notSent();
}
