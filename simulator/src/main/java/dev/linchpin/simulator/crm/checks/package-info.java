/** Whether what is written may be stored, and in which form. */
@NullMarked
package dev.linchpin.simulator.crm.checks;

import org.jspecify.annotations.NullMarked;
