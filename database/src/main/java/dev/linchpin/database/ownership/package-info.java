/** One process at a time runs a connection. */
@NullMarked
package dev.linchpin.database.ownership;

import org.jspecify.annotations.NullMarked;
