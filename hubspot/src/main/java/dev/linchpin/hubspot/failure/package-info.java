/** What HubSpot's refusals mean. The only place that reads status codes and error bodies. */
@NullMarked
package dev.linchpin.hubspot.failure;

import org.jspecify.annotations.NullMarked;
