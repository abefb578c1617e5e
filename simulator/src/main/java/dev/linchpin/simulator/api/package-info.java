/** How a call of HubSpot's API finds its handler: paths, versions, authentication, limits, faults. */
@NullMarked
package dev.linchpin.simulator.api;

import org.jspecify.annotations.NullMarked;
