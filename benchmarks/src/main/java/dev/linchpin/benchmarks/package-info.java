/** Measures the figures that count, each beside its aim. */
@NullMarked
package dev.linchpin.benchmarks;

import org.jspecify.annotations.NullMarked;
