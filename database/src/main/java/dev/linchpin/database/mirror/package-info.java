/** The tables of mirrors, how far these have come, and how their runs went. */
@NullMarked
package dev.linchpin.database.mirror;

import org.jspecify.annotations.NullMarked;
