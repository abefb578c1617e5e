/** Texts that come with the simulator. */
@NullMarked
package dev.linchpin.simulator.resources;

import org.jspecify.annotations.NullMarked;
