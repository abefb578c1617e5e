/** Edges: their bases, the tables that hold them, when they were looked at, and what they wait for. */
@NullMarked
package dev.linchpin.database.edges;

import org.jspecify.annotations.NullMarked;
