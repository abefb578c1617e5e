/** Holds what looks like an accident until a person has decided. */
@NullMarked
package dev.linchpin.engine.guard;

import org.jspecify.annotations.NullMarked;
