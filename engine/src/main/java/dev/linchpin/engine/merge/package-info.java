/** The three-way merge: pure functions from what was agreed and what is now to decisions. */
@NullMarked
package dev.linchpin.engine.merge;

import org.jspecify.annotations.NullMarked;
