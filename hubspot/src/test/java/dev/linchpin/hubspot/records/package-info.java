@NullMarked
package dev.linchpin.hubspot.records;

import org.jspecify.annotations.NullMarked;
