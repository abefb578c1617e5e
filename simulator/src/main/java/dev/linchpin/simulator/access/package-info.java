/** Who may call: tokens, scopes, OAuth. */
@NullMarked
package dev.linchpin.simulator.access;

import org.jspecify.annotations.NullMarked;
