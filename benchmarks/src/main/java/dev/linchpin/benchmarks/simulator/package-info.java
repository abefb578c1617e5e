/** How fast and how small the simulator is. */
@NullMarked
package dev.linchpin.benchmarks.simulator;

import org.jspecify.annotations.NullMarked;
