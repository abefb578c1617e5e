package dev.linchpin.hubspot.call;

import java.time.Duration;

/** Told of every call that was sent, for metrics. Called on the calling thread; must be quick, thread-safe and not throw. */
@FunctionalInterface
public interface CallObserver {
    CallObserver NONE = (route, status, took) -> {};

    /**
     * @param route the kind of call, free of ids and values
     * @param status HubSpot's status; 0 when no answer came
     */
    void called(String route, int status, Duration took);
}
