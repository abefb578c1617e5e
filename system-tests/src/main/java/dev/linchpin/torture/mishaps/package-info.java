/** What goes wrong between the two sides, and what happens at the worst of moments. */
@NullMarked
package dev.linchpin.torture.mishaps;

import org.jspecify.annotations.NullMarked;
