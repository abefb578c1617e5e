/** Asking for a look at records, and how one stands. */
@NullMarked
package dev.linchpin.server.sync;

import org.jspecify.annotations.NullMarked;
