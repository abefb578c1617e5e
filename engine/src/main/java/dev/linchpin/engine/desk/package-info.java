/** What people may do: settle conflicts, mend dead letters, ask for a look. */
@NullMarked
package dev.linchpin.engine.desk;

import org.jspecify.annotations.NullMarked;
