/** A record: its values, their history, and how records are kept in order and looked up. */
@NullMarked
package dev.linchpin.simulator.crm.records;

import org.jspecify.annotations.NullMarked;
