/** Companies that HubSpot finds or creates for contacts by the domains of their addresses. */
@NullMarked
package dev.linchpin.simulator.autoassociation;

import org.jspecify.annotations.NullMarked;
