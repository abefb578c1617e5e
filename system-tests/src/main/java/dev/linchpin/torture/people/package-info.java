/** People on both sides, and what they are owed an account of. */
@NullMarked
package dev.linchpin.torture.people;

import org.jspecify.annotations.NullMarked;
