/** Credentials: where they come from, and a type for them that does not print. */
@NullMarked
package dev.linchpin.hubspot.auth;

import org.jspecify.annotations.NullMarked;
