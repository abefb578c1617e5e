/** People and queues that records can belong to. */
@NullMarked
package dev.linchpin.simulator.crm.owners;

import org.jspecify.annotations.NullMarked;
