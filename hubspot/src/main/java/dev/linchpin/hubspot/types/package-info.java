/** Which types of records there are, and by which names they go. */
@NullMarked
package dev.linchpin.hubspot.types;

import org.jspecify.annotations.NullMarked;
