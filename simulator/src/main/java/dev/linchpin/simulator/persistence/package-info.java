/** Keeps an account across restarts, by writing down what changed it. */
@NullMarked
package dev.linchpin.simulator.persistence;

import org.jspecify.annotations.NullMarked;
