/** Figures over time. */
@NullMarked
package dev.linchpin.database.statistics;

import org.jspecify.annotations.NullMarked;
