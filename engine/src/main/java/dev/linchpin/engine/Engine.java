package dev.linchpin.engine;

import dev.linchpin.engine.desk.Desk;
import java.util.List;

/** The engine of one connection: its loops, for a scheduler to step, and the desk, for people. */
public interface Engine {
    List<Loop> loops();

    Desk desk();

    /** Whether nothing is marked, captured or received that has not been dealt with, and the initial load is done. */
    boolean isIdle();
}
