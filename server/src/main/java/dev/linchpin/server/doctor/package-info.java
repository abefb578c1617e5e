/** What is amiss, and how to mend it. */
@NullMarked
package dev.linchpin.server.doctor;

import org.jspecify.annotations.NullMarked;
