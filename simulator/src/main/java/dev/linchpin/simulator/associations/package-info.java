/** Links between records: the graph, its kinds of links, their limits, and the calls about them. */
@NullMarked
package dev.linchpin.simulator.associations;

import org.jspecify.annotations.NullMarked;
