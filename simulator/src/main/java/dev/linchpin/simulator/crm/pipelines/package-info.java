/** Pipelines and their stages. */
@NullMarked
package dev.linchpin.simulator.crm.pipelines;

import org.jspecify.annotations.NullMarked;
