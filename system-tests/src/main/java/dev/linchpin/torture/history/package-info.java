/** A history: from a seed to its plan, played, and told. */
@NullMarked
package dev.linchpin.torture.history;

import org.jspecify.annotations.NullMarked;
