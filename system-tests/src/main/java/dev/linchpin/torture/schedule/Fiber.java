package dev.linchpin.torture.schedule;

import java.util.concurrent.locks.LockSupport;

/** A thread of which exactly one runs at a time: the one that was given the baton last. */
final class Fiber {
    private final Thread thread;
    private volatile boolean baton;

    Fiber(Runnable work) {
        this.thread = Thread.ofVirtual().unstarted(() -> {
            take();
            work.run();
        });
        thread.start();
    }

    /** Lets this fiber go on; the caller must {@link #take} its own baton, or end. */
    void give() {
        baton = true;
        LockSupport.unpark(thread);
    }

    /** Waits for the baton. To be called by the fiber itself. */
    void take() {
        while (!baton) {
            LockSupport.park(this);
        }
        baton = false;
    }

    void join() throws InterruptedException {
        thread.join();
    }
}
