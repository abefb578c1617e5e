/** Reads what records refer to: pipelines, owners, lists. */
@NullMarked
package dev.linchpin.hubspot.reference;

import org.jspecify.annotations.NullMarked;
