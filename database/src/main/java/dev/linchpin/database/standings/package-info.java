/** How whole types stand, in figures. */
@NullMarked
package dev.linchpin.database.standings;

import org.jspecify.annotations.NullMarked;
