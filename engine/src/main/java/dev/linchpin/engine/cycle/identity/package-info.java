/** Which row and which record are the same one, and the records that rows get where there is none yet. */
@NullMarked
package dev.linchpin.engine.cycle.identity;

import org.jspecify.annotations.NullMarked;
