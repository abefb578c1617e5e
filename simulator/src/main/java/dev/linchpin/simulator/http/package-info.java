/** The thin adapter between the simulator and real HTTP. */
@NullMarked
package dev.linchpin.simulator.http;

import org.jspecify.annotations.NullMarked;
