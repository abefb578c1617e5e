/** HubSpot's three request limits: burst, search and daily. */
@NullMarked
package dev.linchpin.simulator.limits;

import org.jspecify.annotations.NullMarked;
