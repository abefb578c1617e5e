/** Keeps an account across restarts, by writing down what changed it. */
@NullMarked
package dev.linchpin.simulator.journal;

import org.jspecify.annotations.NullMarked;
