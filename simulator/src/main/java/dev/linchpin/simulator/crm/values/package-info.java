/** Forms of values that several rules agree on. */
@NullMarked
package dev.linchpin.simulator.crm.values;

import org.jspecify.annotations.NullMarked;
