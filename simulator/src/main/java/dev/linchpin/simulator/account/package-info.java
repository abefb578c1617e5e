/** Account information and usage. */
@NullMarked
package dev.linchpin.simulator.account;

import org.jspecify.annotations.NullMarked;
