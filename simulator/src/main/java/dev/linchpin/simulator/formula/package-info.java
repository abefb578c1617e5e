/** Formulas of calculated properties, as pure functions of a record's values. */
@NullMarked
package dev.linchpin.simulator.formula;

import org.jspecify.annotations.NullMarked;
