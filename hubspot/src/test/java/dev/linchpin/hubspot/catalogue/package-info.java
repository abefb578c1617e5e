@NullMarked
package dev.linchpin.hubspot.catalogue;

import org.jspecify.annotations.NullMarked;
