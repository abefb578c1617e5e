/** The kinds of records an account has. */
@NullMarked
package dev.linchpin.simulator.crm.types;

import org.jspecify.annotations.NullMarked;
