package dev.linchpin.hubspot.webhooks;

/**
 * HubSpot's ways of signing a delivery, from the best to the oldest.
 *
 * @see <a href="https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests">Validating
 *     requests</a>
 */
public enum SignatureVersion {
    /** Covers method, address, body and time; the only one that a recorded delivery cannot be replayed under. */
    V3,
    /** Covers method, address and body. Used for workflows and cards. */
    V2,
    /** Covers the body alone. What private apps document. */
    V1
}
