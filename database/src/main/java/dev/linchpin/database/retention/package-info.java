/** The removal of what is no longer needed. */
@NullMarked
package dev.linchpin.database.retention;

import org.jspecify.annotations.NullMarked;
