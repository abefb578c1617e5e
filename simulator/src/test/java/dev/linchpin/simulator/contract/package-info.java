/** Runs the checks of {@code simulator/contract}, a Node project, as part of the build. */
@NullMarked
package dev.linchpin.simulator.contract;

import org.jspecify.annotations.NullMarked;
