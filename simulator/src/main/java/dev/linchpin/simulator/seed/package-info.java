/** Realistic records, the same for the same seed. */
@NullMarked
package dev.linchpin.simulator.seed;

import org.jspecify.annotations.NullMarked;
