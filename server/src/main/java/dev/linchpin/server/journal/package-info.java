/** The journal of what Linchpin changed. */
@NullMarked
package dev.linchpin.server.journal;

import org.jspecify.annotations.NullMarked;
