package dev.linchpin.hubspot.auth;

/** What a call is going to do: accounts may give out one credential for reading and another for writing. */
public enum Access {
    READ,
    WRITE
}
