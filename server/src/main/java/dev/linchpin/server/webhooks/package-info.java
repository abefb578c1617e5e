/** Takes in what HubSpot sends: verifies it, stores it, answers. Everything else comes later. */
@NullMarked
package dev.linchpin.server.webhooks;

import org.jspecify.annotations.NullMarked;
