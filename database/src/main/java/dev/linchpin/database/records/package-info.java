/** Which records there are, how each stands, and what is known of one. */
@NullMarked
package dev.linchpin.database.records;

import org.jspecify.annotations.NullMarked;
