/** The search endpoint's view of the account, which lags behind the records. */
@NullMarked
package dev.linchpin.simulator.search;

import org.jspecify.annotations.NullMarked;
