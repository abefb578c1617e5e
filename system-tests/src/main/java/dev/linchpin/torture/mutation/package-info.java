/**
 * Tests the proof itself: deliberate faults are put into Linchpin one at a time, and the histories must find each of them. The
 * faults are the files of {@code system-tests/mutations}.
 */
@NullMarked
package dev.linchpin.torture.mutation;

import org.jspecify.annotations.NullMarked;
