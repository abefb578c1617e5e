/** Keeps the mapping in line with what the two sides have: their schemas change while Linchpin runs. */
@NullMarked
package dev.linchpin.engine.schema;

import org.jspecify.annotations.NullMarked;
