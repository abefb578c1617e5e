/** What waits for people: conflicts and dead letters. */
@NullMarked
package dev.linchpin.database.findings;

import org.jspecify.annotations.NullMarked;
