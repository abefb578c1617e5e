/** Turns what was configured and what HubSpot's catalogue says into the engine's mappings. */
@NullMarked
package dev.linchpin.server.mapping;

import org.jspecify.annotations.NullMarked;
