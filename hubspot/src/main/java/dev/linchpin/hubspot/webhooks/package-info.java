/** HubSpot's webhooks: is a delivery genuine, and what does it say. */
@NullMarked
package dev.linchpin.hubspot.webhooks;

import org.jspecify.annotations.NullMarked;
