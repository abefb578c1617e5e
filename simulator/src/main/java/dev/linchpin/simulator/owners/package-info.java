/** Owners over the API and the control API. */
@NullMarked
package dev.linchpin.simulator.owners;

import org.jspecify.annotations.NullMarked;
