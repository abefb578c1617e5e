/** A HubSpot that runs offline, over HTTP. Shares no code with the client, which would share its misreadings. */
@NullMarked
package dev.linchpin.simulator;

import org.jspecify.annotations.NullMarked;
