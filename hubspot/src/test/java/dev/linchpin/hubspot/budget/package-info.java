@NullMarked
package dev.linchpin.hubspot.budget;

import org.jspecify.annotations.NullMarked;
