package dev.linchpin.engine;

/** Hears what happens, from the thread it happens on: must be quick, thread-safe, and must not throw. */
@FunctionalInterface
public interface EngineListener {
    void on(EngineEvent event);
}
