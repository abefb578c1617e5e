/** HubSpot's limits kept on our side: exact windows, the daily quota, and who goes first. */
@NullMarked
package dev.linchpin.hubspot.budget;

import org.jspecify.annotations.NullMarked;
