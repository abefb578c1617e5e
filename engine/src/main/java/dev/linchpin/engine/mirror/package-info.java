/**
 * Mirrors: types that flow from HubSpot into SQL and never back. A table holds what HubSpot holds; nothing is captured, nothing
 * is linked, and nothing is written to HubSpot.
 */
@NullMarked
package dev.linchpin.engine.mirror;

import org.jspecify.annotations.NullMarked;
