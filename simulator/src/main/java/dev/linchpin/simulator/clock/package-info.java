/** The simulator's own clock, which can be moved forward. */
@NullMarked
package dev.linchpin.simulator.clock;

import org.jspecify.annotations.NullMarked;
