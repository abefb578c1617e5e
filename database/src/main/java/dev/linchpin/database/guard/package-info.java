/** What the guard counts and holds. */
@NullMarked
package dev.linchpin.database.guard;

import org.jspecify.annotations.NullMarked;
