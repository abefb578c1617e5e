/** The seam under the client: one HTTP request out, one answer back, and honest words for everything in between. */
@NullMarked
package dev.linchpin.hubspot.transport;

import org.jspecify.annotations.NullMarked;
