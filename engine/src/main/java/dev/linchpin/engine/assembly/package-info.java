/** Puts the engine together. */
@NullMarked
package dev.linchpin.engine.assembly;

import org.jspecify.annotations.NullMarked;
