/** Associations: read on both sides, merged, pushed and landed, for the links whose edges are due. */
@NullMarked
package dev.linchpin.engine.cycle.edges;

import org.jspecify.annotations.NullMarked;
