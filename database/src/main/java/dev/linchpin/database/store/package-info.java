/** The engine's port to the SQL side, put together from the other packages. */
@NullMarked
package dev.linchpin.database.store;

import org.jspecify.annotations.NullMarked;
