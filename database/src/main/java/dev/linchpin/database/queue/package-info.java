/** The sync queue: at most one entry a link, whatever is marked how often. */
@NullMarked
package dev.linchpin.database.queue;

import org.jspecify.annotations.NullMarked;
