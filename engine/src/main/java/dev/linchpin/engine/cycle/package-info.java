/** Reads marked records on both sides, merges them, and writes what the merge decided. */
@NullMarked
package dev.linchpin.engine.cycle;

import org.jspecify.annotations.NullMarked;
