/** The parts that every record passes, each by itself: merging, reading HubSpot's JSON, writing rows. */
@NullMarked
package dev.linchpin.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
