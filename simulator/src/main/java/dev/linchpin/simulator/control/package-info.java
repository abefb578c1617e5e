/** The control API under /_simulator. */
@NullMarked
package dev.linchpin.simulator.control;

import org.jspecify.annotations.NullMarked;
