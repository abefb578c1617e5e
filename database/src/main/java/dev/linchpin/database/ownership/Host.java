package dev.linchpin.database.ownership;

/** What ownership needs to know about processes. */
public interface Host {
    /** This process. */
    OwnerProcess self();

    /** Whether a process that says to be of the same host as {@link #self} still runs. */
    boolean isRunning(OwnerProcess process);

    /** The machine that this process runs on. */
    static Host local() {
        return new LocalHost();
    }
}
