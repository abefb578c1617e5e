/** The merge of associations: which of them come and go on which side, as a pure function. */
@NullMarked
package dev.linchpin.engine.edges;

import org.jspecify.annotations.NullMarked;
