/** Pipelines and their stages over the API. */
@NullMarked
package dev.linchpin.simulator.pipelines;

import org.jspecify.annotations.NullMarked;
