/** Linchpin on a simulated HubSpot and an embedded database, in one process, with people at work on both sides. */
@NullMarked
package dev.linchpin.server.demo;

import org.jspecify.annotations.NullMarked;
