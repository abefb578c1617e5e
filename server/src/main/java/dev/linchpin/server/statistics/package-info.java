/** Figures over time, from what happens to what charts are drawn from. */
@NullMarked
package dev.linchpin.server.statistics;

import org.jspecify.annotations.NullMarked;
