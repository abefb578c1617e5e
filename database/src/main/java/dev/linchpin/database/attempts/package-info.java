/** Outgoing writes from their announcement to their audit. */
@NullMarked
package dev.linchpin.database.attempts;

import org.jspecify.annotations.NullMarked;
