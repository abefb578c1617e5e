package dev.linchpin.hubspot.transport;

/** Carries one request to HubSpot and its answer back. Blocks meanwhile. Thread-safe. */
@FunctionalInterface
public interface Transport {
    /**
     * @return HubSpot's answer, whatever its status
     * @throws TransportException when there was none
     * @throws InterruptedException when the waiting thread was told to stop; the request may have been carried out
     */
    HttpAnswer send(HttpCall call) throws TransportException, InterruptedException;
}
