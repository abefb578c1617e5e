/** HubSpot's own paths: routing, tokens, scopes, objects, properties, search, account. */
@NullMarked
package dev.linchpin.simulator.api;

import org.jspecify.annotations.NullMarked;
