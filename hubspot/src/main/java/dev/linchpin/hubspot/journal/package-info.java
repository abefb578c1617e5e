/** HubSpot's webhooks journal: what an OAuth app subscribed to, to be read in order. */
@NullMarked
package dev.linchpin.hubspot.journal;

import org.jspecify.annotations.NullMarked;
