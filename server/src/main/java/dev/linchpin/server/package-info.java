/** The composition root: the only place that knows every module. */
@NullMarked
package dev.linchpin.server;

import org.jspecify.annotations.NullMarked;
