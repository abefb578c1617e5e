/** The proof that every build makes, and that it can be repeated. */
@NullMarked
package dev.linchpin.torture;

import org.jspecify.annotations.NullMarked;
