/** Record calls: single, batch, merge, GDPR deletion. */
@NullMarked
package dev.linchpin.simulator.objects;

import org.jspecify.annotations.NullMarked;
