/** What the comparison of both sides reads and leaves behind. */
@NullMarked
package dev.linchpin.database.verification;

import org.jspecify.annotations.NullMarked;
