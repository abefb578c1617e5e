/** The place of a history: the account, the database, the network between, and the processes of Linchpin. */
@NullMarked
package dev.linchpin.torture.world;

import org.jspecify.annotations.NullMarked;
