/** Keeps the engine's loops going: one thread each, woken by marks, surviving failures, stopped cleanly. */
@NullMarked
package dev.linchpin.server.loops;

import org.jspecify.annotations.NullMarked;
