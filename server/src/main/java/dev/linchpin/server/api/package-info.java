/** The endpoints about synchronising: status, conflicts, dead letters, queue, journal. */
@NullMarked
package dev.linchpin.server.api;

import org.jspecify.annotations.NullMarked;
