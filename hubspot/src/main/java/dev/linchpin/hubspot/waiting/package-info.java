/** How threads of this module wait, so that a test or a simulation can wait without time passing. */
@NullMarked
package dev.linchpin.hubspot.waiting;

import org.jspecify.annotations.NullMarked;
