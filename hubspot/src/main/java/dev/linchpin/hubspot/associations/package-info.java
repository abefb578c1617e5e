/** How records are associated: kinds, reading, writing. */
@NullMarked
package dev.linchpin.hubspot.associations;

import org.jspecify.annotations.NullMarked;
