/** Tells open pages at once that something may look otherwise than they show it. */
@NullMarked
package dev.linchpin.server.events;

import org.jspecify.annotations.NullMarked;
