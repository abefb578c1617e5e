/** The model, the merge, the sync loops, and the ports to the two sides. No SQL, HTTP, JSON or HubSpot path here. */
@NullMarked
package dev.linchpin.engine;

import org.jspecify.annotations.NullMarked;
