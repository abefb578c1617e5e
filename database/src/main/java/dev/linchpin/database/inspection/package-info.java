/** What people may look at, read only. */
@NullMarked
package dev.linchpin.database.inspection;

import org.jspecify.annotations.NullMarked;
