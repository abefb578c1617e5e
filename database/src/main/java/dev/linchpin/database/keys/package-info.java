/** Keys of the HTTP API, kept as digests. */
@NullMarked
package dev.linchpin.database.keys;

import org.jspecify.annotations.NullMarked;
