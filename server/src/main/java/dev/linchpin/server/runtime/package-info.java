/** The composition root: puts the modules together, in the order in which they need each other, and takes them apart again. */
@NullMarked
package dev.linchpin.server.runtime;

import org.jspecify.annotations.NullMarked;
