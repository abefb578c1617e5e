package dev.linchpin.simulator.crm;

/** Is told of every change, in order, by the thread that makes it and under the account's lock: it must be quick. */
@FunctionalInterface
public interface ChangeListener {

    /** Takes note of a change that has just been made. */
    void on(Change change);
}
