@NullMarked
package dev.linchpin.hubspot;

import org.jspecify.annotations.NullMarked;
