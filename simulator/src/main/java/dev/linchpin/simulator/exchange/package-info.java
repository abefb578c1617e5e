/** Requests, answers and errors as plain values, free of sockets. */
@NullMarked
package dev.linchpin.simulator.exchange;

import org.jspecify.annotations.NullMarked;
