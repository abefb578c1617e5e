/** Rows of mapped tables over HTTP: read, made, changed and deleted with plain SQL, captured like anybody's edit. */
@NullMarked
package dev.linchpin.server.records;

import org.jspecify.annotations.NullMarked;
