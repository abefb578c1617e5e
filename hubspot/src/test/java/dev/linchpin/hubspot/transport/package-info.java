@NullMarked
package dev.linchpin.hubspot.transport;

import org.jspecify.annotations.NullMarked;
