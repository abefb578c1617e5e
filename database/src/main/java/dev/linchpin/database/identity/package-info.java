/** What is remembered about which row belongs to which record. */
@NullMarked
package dev.linchpin.database.identity;

import org.jspecify.annotations.NullMarked;
