/** Custom objects: what an account says about the types of its own. */
@NullMarked
package dev.linchpin.simulator.schemas;

import org.jspecify.annotations.NullMarked;
