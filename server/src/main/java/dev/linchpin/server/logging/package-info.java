/** How log lines look. Logging is one for the whole process, so only the command line sets it up. */
@NullMarked
package dev.linchpin.server.logging;

import org.jspecify.annotations.NullMarked;
