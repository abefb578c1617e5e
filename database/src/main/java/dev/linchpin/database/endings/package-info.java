/** Evidence about records that are gone, and what is kept of erased people. */
@NullMarked
package dev.linchpin.database.endings;

import org.jspecify.annotations.NullMarked;
