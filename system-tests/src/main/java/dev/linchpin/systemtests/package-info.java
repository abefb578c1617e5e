/** Whole-system tests: the product as its users meet it, on real databases, against the simulator. */
@NullMarked
package dev.linchpin.systemtests;

import org.jspecify.annotations.NullMarked;
