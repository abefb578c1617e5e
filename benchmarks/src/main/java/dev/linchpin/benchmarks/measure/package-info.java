/** What is measured: each thing a class, which says how, and a job that finds its figures. */
@NullMarked
package dev.linchpin.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
