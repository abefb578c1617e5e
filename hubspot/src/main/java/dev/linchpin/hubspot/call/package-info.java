/** One call of the API: its turn in the budget, its credential, its answer, and the retries of reads. */
@NullMarked
package dev.linchpin.hubspot.call;

import org.jspecify.annotations.NullMarked;
