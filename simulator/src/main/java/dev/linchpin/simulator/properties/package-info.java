/** Property definitions over the API. */
@NullMarked
package dev.linchpin.simulator.properties;

import org.jspecify.annotations.NullMarked;
