/** Who may use the API: one key, of which only a digest is kept. */
@NullMarked
package dev.linchpin.server.access;

import org.jspecify.annotations.NullMarked;
