/** The command {@code linchpin torture}. */
@NullMarked
package dev.linchpin.torture.cli;

import org.jspecify.annotations.NullMarked;
