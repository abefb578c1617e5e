/** Reading and writing the rows of mapped tables. */
@NullMarked
package dev.linchpin.database.rows;

import org.jspecify.annotations.NullMarked;
