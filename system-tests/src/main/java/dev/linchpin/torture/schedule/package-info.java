/** Virtual time: what happens when, and who goes on while something waits. */
@NullMarked
package dev.linchpin.torture.schedule;

import org.jspecify.annotations.NullMarked;
