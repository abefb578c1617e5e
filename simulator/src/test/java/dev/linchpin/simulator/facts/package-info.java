/** The register of what HubSpot is known to do, and the document that says which test proves which fact. */
@NullMarked
package dev.linchpin.simulator.facts;

import org.jspecify.annotations.NullMarked;
