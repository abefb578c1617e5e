/** Measures the figures that count. Nothing is built here yet; the room exists so that its dependency rule does. */
@NullMarked
package dev.linchpin.benchmarks;

import org.jspecify.annotations.NullMarked;
