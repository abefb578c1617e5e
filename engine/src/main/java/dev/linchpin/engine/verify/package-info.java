/** Proves that both sides are equal: compares rows, records and bases, explains what differs, and marks what nothing explains. */
@NullMarked
package dev.linchpin.engine.verify;

import org.jspecify.annotations.NullMarked;
