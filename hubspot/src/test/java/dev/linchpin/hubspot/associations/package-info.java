@NullMarked
package dev.linchpin.hubspot.associations;

import org.jspecify.annotations.NullMarked;
