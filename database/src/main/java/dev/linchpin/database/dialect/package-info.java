/** Everything in which the database products differ, behind one interface. */
@NullMarked
package dev.linchpin.database.dialect;

import org.jspecify.annotations.NullMarked;
