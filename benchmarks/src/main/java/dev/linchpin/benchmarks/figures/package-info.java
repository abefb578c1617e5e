/** What was measured, beside its aim: as values, as a table and as JSON. */
@NullMarked
package dev.linchpin.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
