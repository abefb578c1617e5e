/** How the whole stands: status, queue, guard, reconciliation; and what all endpoints read requests with. */
@NullMarked
package dev.linchpin.server.api;

import org.jspecify.annotations.NullMarked;
