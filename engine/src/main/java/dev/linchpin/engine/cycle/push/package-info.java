/** Writing to HubSpot: what one write sends of a record, and committing what became of it. */
@NullMarked
package dev.linchpin.engine.cycle.push;

import org.jspecify.annotations.NullMarked;
