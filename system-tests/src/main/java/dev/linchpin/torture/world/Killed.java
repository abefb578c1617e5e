package dev.linchpin.torture.world;

/** Stands for the end of a process: nothing after it is carried out. An error, because nobody may survive it. */
final class Killed extends Error {
    Killed() {
        super("killed", null, false, false);
    }
}
