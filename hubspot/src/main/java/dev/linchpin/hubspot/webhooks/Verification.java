package dev.linchpin.hubspot.webhooks;

/** Whether a delivery comes from HubSpot. Everything but {@link Accepted} is to be answered with 401, and nothing more. */
public sealed interface Verification {
    record Accepted(SignatureVersion version) implements Verification {}

    /** No signature of a kind that is allowed here. */
    record MissingSignature() implements Verification {}

    /** Signed with another secret, for another address, or altered on the way. */
    record BadSignature() implements Verification {}

    /** Signed more than five minutes ago, or in the future: a replay, or a clock that is wrong. */
    record Stale() implements Verification {}
}
