/** How rows may hold values otherwise than HubSpot does: pure functions, each with its inverse. */
@NullMarked
package dev.linchpin.engine.transform;

import org.jspecify.annotations.NullMarked;
