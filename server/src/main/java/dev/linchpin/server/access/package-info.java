/** Who may use the API: whoever has the one key, of which only a digest is kept, or a session that was begun with it. */
@NullMarked
package dev.linchpin.server.access;

import org.jspecify.annotations.NullMarked;
