/** A clock that only tests move, and a HubSpot that says what it is told to say. */
@NullMarked
package dev.linchpin.hubspot.testing;

import org.jspecify.annotations.NullMarked;
