/** Finds out what to mark: captured SQL changes, webhook events, polls, the initial load, the recycle bin, audits due. */
@NullMarked
package dev.linchpin.engine.feed;

import org.jspecify.annotations.NullMarked;
