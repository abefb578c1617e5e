/** Figures for monitoring, in Prometheus's format. */
@NullMarked
package dev.linchpin.server.metrics;

import org.jspecify.annotations.NullMarked;
