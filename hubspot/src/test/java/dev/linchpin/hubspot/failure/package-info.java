@NullMarked
package dev.linchpin.hubspot.failure;

import org.jspecify.annotations.NullMarked;
