/** The command line: parses, calls, prints, and turns every failure into one line and an exit code. */
@NullMarked
package dev.linchpin.server.cli;

import org.jspecify.annotations.NullMarked;
