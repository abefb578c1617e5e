/** What was measured as a page with plots, in one file that needs no other. */
@NullMarked
package dev.linchpin.benchmarks.report;

import org.jspecify.annotations.NullMarked;
