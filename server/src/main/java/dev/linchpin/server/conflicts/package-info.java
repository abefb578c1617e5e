/** Conflicts, and people's decisions about them. */
@NullMarked
package dev.linchpin.server.conflicts;

import org.jspecify.annotations.NullMarked;
