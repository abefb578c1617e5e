/** The append-only log of what Linchpin changed and why. */
@NullMarked
package dev.linchpin.database.journal;

import org.jspecify.annotations.NullMarked;
