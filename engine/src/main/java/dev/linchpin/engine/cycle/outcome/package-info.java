/** What came of a claimed link: what it needs next, what the journal says of it, and giving it back. */
@NullMarked
package dev.linchpin.engine.cycle.outcome;

import org.jspecify.annotations.NullMarked;
