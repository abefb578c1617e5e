package dev.linchpin.simulator.webhooks;

/**
 * An app that gets events, as it is configured at the moment.
 *
 * @param target URL that events are posted to
 * @param secret what they are signed with
 * @param signatureV3 whether they carry the v3 signature, too
 */
record Receiver(long appId, String target, String secret, boolean signatureV3, Throttle throttle, Interests interests) {

    /**
     * How many deliveries it can take.
     *
     * @param concurrency at once
     * @param periodMillis in which no more than that many may be begun either; 0 for no such bound
     */
    record Throttle(int concurrency, long periodMillis) {}
}
