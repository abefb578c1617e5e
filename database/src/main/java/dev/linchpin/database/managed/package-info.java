/** Mapped tables that Linchpin creates and grows. */
@NullMarked
package dev.linchpin.database.managed;

import org.jspecify.annotations.NullMarked;
