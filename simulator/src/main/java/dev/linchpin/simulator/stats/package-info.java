/** What the simulator counted. */
@NullMarked
package dev.linchpin.simulator.stats;

import org.jspecify.annotations.NullMarked;
