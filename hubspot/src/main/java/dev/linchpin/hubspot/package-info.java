/** The HubSpot side of the engine: client, API budget, webhook verification and parsing, value codec. */
@NullMarked
package dev.linchpin.hubspot;

import org.jspecify.annotations.NullMarked;
