/** The triggers that log what people do to mapped rows, and the reading of that log. */
@NullMarked
package dev.linchpin.database.capture;

import org.jspecify.annotations.NullMarked;
