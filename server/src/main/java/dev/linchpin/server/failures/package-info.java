/** Dead letters: what a side refused, why, and what people do about it. */
@NullMarked
package dev.linchpin.server.failures;

import org.jspecify.annotations.NullMarked;
