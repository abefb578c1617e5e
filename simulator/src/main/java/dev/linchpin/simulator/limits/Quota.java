package dev.linchpin.simulator.limits;

/** Which limits a call counts towards (HubSpot docs, "API usage guidelines" and "Search the CRM"). */
public enum Quota {
    /** The app's ten seconds and the account's day. */
    ORDINARY,
    /** The account's searches per second and its day. */
    SEARCH,
    /** The account's day alone, as association labels and limits do (OpenAPI, x-hubspot-rate-limit-exemptions). */
    DAILY,
    /** Nothing. */
    NONE
}
