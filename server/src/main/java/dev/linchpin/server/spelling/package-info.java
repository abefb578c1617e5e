/** Guessing what somebody meant to write. */
@NullMarked
package dev.linchpin.server.spelling;

import org.jspecify.annotations.NullMarked;
