@NullMarked
package dev.linchpin.hubspot.call;

import org.jspecify.annotations.NullMarked;
