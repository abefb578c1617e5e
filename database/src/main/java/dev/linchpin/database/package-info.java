/** The SQL side of the engine: dialects, change capture, links, queue, journal, migrations. */
@NullMarked
package dev.linchpin.database;

import org.jspecify.annotations.NullMarked;
