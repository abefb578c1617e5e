/** The port to HubSpot: what the engine asks of it, and the answers it has to be ready for. */
@NullMarked
package dev.linchpin.engine.hubspot;

import org.jspecify.annotations.NullMarked;
