/** Read-only tables of what records refer to. */
@NullMarked
package dev.linchpin.database.reference;

import org.jspecify.annotations.NullMarked;
