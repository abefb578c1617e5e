/** How the whole stands, at a glance. */
@NullMarked
package dev.linchpin.server.overview;

import org.jspecify.annotations.NullMarked;
