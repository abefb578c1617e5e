/** The webhooks journal: changes to be pulled, instead of webhooks that are pushed. */
@NullMarked
package dev.linchpin.simulator.journal;

import org.jspecify.annotations.NullMarked;
