package dev.linchpin.torture.world;

/** What some histories have beyond contacts and companies whose fields are kept in step. */
public enum Extra {
    /** A contact's company, in a column. */
    ASSOCIATIONS,
    /** HubSpot associates contacts with the company of their address's domain by itself. */
    AUTO_ASSOCIATION,
    /** Properties and columns come and go, and Linchpin looks at what there is. */
    SCHEMA_CHANGES,
    /** The rolling verifier is at work; elsewhere nothing is mended behind the cycle's back. */
    VERIFIER,
    /** No webhook is lost for good, and nothing waits for a poll or an audit that comes without an occasion: there are none. */
    WEBHOOKS_SUFFICE;

    /** Whether tables and triggers are other ones for it. */
    boolean isStructural() {
        return this == ASSOCIATIONS;
    }
}
