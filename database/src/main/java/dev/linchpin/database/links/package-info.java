/** Links between rows and records, and the tombstones of ended ones. */
@NullMarked
package dev.linchpin.database.links;

import org.jspecify.annotations.NullMarked;
