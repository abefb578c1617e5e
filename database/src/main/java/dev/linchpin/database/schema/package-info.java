/** What the mapped tables look like, and which of their columns have been mapped. */
@NullMarked
package dev.linchpin.database.schema;

import org.jspecify.annotations.NullMarked;
