/** The port to the SQL side: the user's rows, and Linchpin's own links, queue, journal and attempts. */
@NullMarked
package dev.linchpin.engine.store;

import org.jspecify.annotations.NullMarked;
