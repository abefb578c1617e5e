/** Records: listing, reading, searching, and batch writes that survive a poisoned batch. */
@NullMarked
package dev.linchpin.hubspot.records;

import org.jspecify.annotations.NullMarked;
