/** Faults on demand: errors, lost answers, broken connections. */
@NullMarked
package dev.linchpin.simulator.faults;

import org.jspecify.annotations.NullMarked;
